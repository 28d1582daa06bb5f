import { addCorrection } from '../corrections/store.ts';
import { answerMessage, type Sender } from '../messaging/messenger.ts';
import { blockHost } from '../settings/site-rules.ts';
import { updateSettings } from '../settings/store.ts';

/** A page that nobody sees has not been clicked. */
function expectInFront({ tab, origin }: Sender): void {
  if (tab && !tab.active && origin !== location.origin) throw new Error('Only a page in front is clicked.');
}

/** What a person decides in the card of a badge, and a page script cannot do by itself. */
export function answerCardCalls(signal: AbortSignal): void {
  answerMessage('blockSite', 'content-script', signal, async (_nothing, sender) => {
    const { tab } = sender;
    expectInFront(sender);
    const { hostname } = new URL(tab?.url ?? '');
    if (hostname === '') throw new Error('The page of this tab belongs to no site.');
    await updateSettings(({ blockedHosts }) => ({ blockedHosts: blockHost(hostname, blockedHosts) }));
  });
  answerMessage('keepCorrection', 'any-of-ours', signal, async (correction, sender) => {
    if (sender.tab?.incognito) throw new Error('Nothing is kept of private windows.');
    expectInFront(sender);
    await addCorrection(correction);
  });
}
