import type { Translator } from '../../i18n/translator.ts';
import { hostsOfFrame } from '../../settings/site-rules.ts';
import type { Expression } from '../../vision/types.ts';
import { labelTranslator } from '../label-language.ts';
import type { CardSurroundings } from '../overlay/card-surroundings.ts';
import { element, hiddenFromSearch } from '../overlay/elements.ts';
import { button } from './buttons.ts';
import { keepCorrection, lookInside } from './card-actions.ts';
import { correctionPanel } from './correction-panel.ts';
import { cropCanvas } from './crop-canvas.ts';
import { scoreBars, scoresInWords } from './score-bars.ts';
import { marksOfFaces, placeInReading, type ShownFace } from './shown-face.ts';
import { whyUncertain } from './why-uncertain.ts';

declare global {
  interface Element {
    /** Says something to who does not see it: ARIA 1.3; Chromium since 141. */
    ariaNotify?(announcement: string): void;
  }
}

/** What the content of a card asks of the card around it. */
export interface CardFrame {
  /** Goes to the next face of the picture, or to the one before. */
  step(by: 1 | -1): void;
  close(): void;
  /** The content has another height than before. */
  resized(): void;
}

/** All that a card says of one face, and what can be done there. */
export class CardContent {
  readonly #shown: ShownFace;
  readonly #surroundings: CardSurroundings;
  readonly #frame: CardFrame;
  readonly #signal: AbortSignal;
  readonly #translator: Translator;
  readonly #sight = element('div', 'crop');
  readonly #more = element('div', 'more');
  readonly #said = element('p', 'said');
  readonly #wrong: HTMLButtonElement;
  #crop: HTMLCanvasElement | undefined;

  /** @param signal aborts when the card shows this face no longer */
  constructor(shown: ShownFace, surroundings: CardSurroundings, frame: CardFrame, signal: AbortSignal) {
    this.#shown = shown;
    this.#surroundings = surroundings;
    this.#frame = frame;
    this.#signal = signal;
    this.#translator = labelTranslator();
    this.#said.role = 'status';
    this.#wrong = button('', this.#translator.t('card.wrong'), () => this.#askForLabel());
    this.#wrong.ariaExpanded = 'false';
    void this.#showCrop();
  }

  /** What is said of the face, for who does not see it: its name, and all the rest. */
  get inWords(): { readonly name: string; readonly description: string } {
    const { t } = this.#translator;
    const { face } = this.#shown;
    const name = t(`expression.${face.expression}.sentence`);
    const rest = [...this.#notes, scoresInWords(face.scores, this.#translator), t('label.caution')];
    return {
      name: face.uncertain ? `${name}, ${t('label.uncertain')}` : name,
      description: rest.join(' '),
    };
  }

  elements(): HTMLElement[] {
    const { t } = this.#translator;
    return [
      this.#head(),
      ...this.#switcher(),
      scoreBars(this.#shown.face.scores, this.#translator),
      hiddenFromSearch(element('p', 'caution', t('label.caution'))),
      this.#actions(),
      this.#more,
      this.#said,
    ];
  }

  /** What is to be known of the label before it is trusted. */
  get #notes(): string[] {
    const { face, reading } = this.#shown;
    const why = whyUncertain(face, reading, this.#translator);
    return [...(why ? [why] : []), ...(reading?.isAnimated ? [this.#translator.t('card.oneFrame')] : [])];
  }

  #head(): HTMLElement {
    const { t } = this.#translator;
    const { face } = this.#shown;
    const title = element('p', 'title', t(`expression.${face.expression}.sentence`));
    if (face.uncertain) title.append(' ', element('span', 'uncertain', t('label.uncertain')));
    const notes = this.#notes.map((note) => element('p', 'why', note));
    const words = element('div', 'words', title, ...notes);
    const close = button('sign', t('card.close'), () => this.#frame.close(), '×');
    return element('div', 'head', this.#sight, hiddenFromSearch(words), close);
  }

  #switcher(): HTMLElement[] {
    const marks = marksOfFaces(this.#shown);
    if (marks.length < 2) return [];
    const { t, number } = this.#translator;
    const place = marks.findIndex(({ face }) => face === this.#shown.face) + 1;
    const words = t('card.faceOf', { number: number(place), count: number(marks.length) });
    const switcher = element(
      'div',
      'switcher',
      button('sign', t('card.previous'), () => this.#frame.step(-1), '‹'),
      hiddenFromSearch(element('span', '', words)),
      button('sign', t('card.next'), () => this.#frame.step(1), '›'),
    );
    switcher.role = 'group';
    switcher.ariaLabel = words;
    return [switcher];
  }

  #actions(): HTMLElement {
    const { t } = this.#translator;
    const { picture, reading } = this.#shown;
    const isFollowed = reading === undefined;
    const inside = button('', t('card.inside'), () => void this.#lookInside());
    const hide = button('', t('card.hideImage'), () => this.#surroundings.hide(picture));
    const isOnSite = hostsOfFrame(location, location.ancestorOrigins ?? []).length > 0;
    const isOurs = location.protocol.endsWith('-extension:');
    const site = button('', t('card.hideSite'), () => void this.#hideSite());
    site.ariaDescription = t('card.hideNote');
    site.title = t('card.hideNote');
    return element(
      'div',
      'actions',
      // Of a film that plays no moment is kept to look into, or to be right about; of an animation only what the screen showed.
      ...(isFollowed ? [] : [this.#wrong]),
      ...(isFollowed || reading.isAnimated ? [] : [inside]),
      hide,
      ...(isOnSite && !isOurs ? [site] : []),
    );
  }

  async #showCrop(): Promise<void> {
    const { t } = this.#translator;
    const { reading } = this.#shown;
    const face = placeInReading(this.#shown);
    const wish = reading?.crops !== undefined && face >= 0 && { crops: reading.crops, face };
    const crop = wish ? await this.#surroundings.calls.send('faceCrop', wish).catch(() => null) : null;
    if (this.#signal.aborted) return;
    if (crop === null) {
      this.#sight.role = 'img';
      this.#sight.ariaLabel = t('card.noCrop');
      this.#sight.replaceChildren(hiddenFromSearch(element('span', '', '–')));
      return;
    }
    this.#crop = cropCanvas(crop, t('card.crop'));
    this.#sight.replaceWith(this.#crop);
  }

  #askForLabel(): void {
    const { t } = this.#translator;
    const isOpen = this.#more.childElementCount > 0;
    const { isPrivate } = this.#surroundings.calls;
    this.#putAway();
    this.#say(isPrivate ? t('card.private') : '');
    if (isOpen || isPrivate) return;
    const panel = correctionPanel(
      {
        said: this.#shown.face.expression,
        hasCrop: this.#crop !== undefined,
        answer: (label, withCrop) => void this.#keep(label, withCrop),
      },
      this.#translator,
    );
    this.#more.replaceChildren(panel);
    this.#wrong.ariaExpanded = 'true';
    this.#frame.resized();
    panel.querySelector('button')?.focus();
  }

  async #keep(label: Expression, withCrop: boolean): Promise<void> {
    const { t } = this.#translator;
    this.#putAway();
    const crop = withCrop ? this.#crop : undefined;
    await this.#do(
      keepCorrection(this.#shown, label, crop, this.#surroundings),
      t('card.kept', { label: t(`expression.${label}.label`) }),
      t('card.notKept'),
    );
  }

  async #lookInside(): Promise<void> {
    const { t } = this.#translator;
    await this.#do(lookInside(this.#shown, this.#surroundings, this.#signal), '', t('card.notOpened'));
  }

  async #hideSite(): Promise<void> {
    const { t } = this.#translator;
    await this.#do(this.#surroundings.calls.send('blockSite', undefined), '', t('card.notHidden'));
  }

  async #do(deed: Promise<unknown>, done: string, failed: string): Promise<void> {
    this.#say(
      await deed.then(
        () => done,
        () => failed,
      ),
    );
  }

  #putAway(): void {
    this.#more.replaceChildren();
    this.#wrong.ariaExpanded = 'false';
    this.#frame.resized();
  }

  #say(words: string): void {
    if (this.#signal.aborted) return;
    this.#said.replaceChildren(...(words ? [hiddenFromSearch(element('span', '', words))] : []));
    this.#said.ariaLabel = words;
    if (words) this.#said.ariaNotify?.(words);
    this.#frame.resized();
  }
}
