import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { engineChannel } from '../src/messaging/engine-channel.ts';
import { answerMessage, send } from '../src/messaging/messenger.ts';
import { PageSession } from '../src/page/session.ts';
import { watchSettings } from '../src/settings/watch-settings.ts';
import { offerFaceCount } from '../src/tabs/face-count.ts';

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  // Late enough to cost a page nothing while it loads, and the pictures are only then on their way.
  runAt: 'document_idle',

  main(context) {
    const { signal } = context;
    // Documents of SVG and XML can hold no overlay. (An image may be named like the property, so the prototype is asked.)
    if (!(Document.prototype.querySelector.call(document, ':root') instanceof HTMLElement)) {
      answerMessage('readClickedImage', 'extension-page', signal, () => ({ found: false, isHtml: false }));
      return;
    }
    const session = new PageSession(
      {
        engine: engineChannel,
        isAlive: () => context.isValid,
        watchSettings,
        sendFrameState: (state) => send('frameState', state),
        bringPart: (part) => send('bringPart', { part }),
        card: { send, isPrivate: browser.extension.inIncognitoContext },
        readLabelMessages: (language) => send('labelMessages', { language }),
        tellFacesChanged: () => send('facesChanged', undefined),
      },
      signal,
    );
    answerMessage('readClickedImage', 'extension-page', signal, (click) => session.readClickedImage(click));
    answerMessage('readClickedVideo', 'extension-page', signal, () => session.readClickedVideo());
    answerMessage('readPageNow', 'extension-page', signal, () => session.readPageNow());
    answerMessage('reportState', 'extension-page', signal, (wish) => session.reportState(wish));
    answerMessage('showFace', 'extension-page', signal, (wish) => session.showFace(wish));
    offerFaceCount(() => session.faceCount);
    void session.start();
  },
});
