import type { NewCorrection } from '../corrections/correction.ts';
import type { Language } from '../i18n/languages.ts';
import type {
  BackendChoice,
  CapturedSource,
  EngineAccounts,
  EngineStatus,
  FailureKind,
  PageImageSource as ImageSource,
  ReadOutcome,
  ReadPriority,
  ReadRequest,
} from '../terms/reading-request.ts';
import type { Box, Expression, Face, Reading } from '../vision/types.ts';

export type {
  BackendAttempt,
  EngineStatus,
  FailureKind,
  PageImageSource as ImageSource,
  ReadOutcome,
  ReadPriority,
  ReadRequest,
} from '../terms/reading-request.ts';

/**
 * Every message of Mien, one map per direction, so that a wrong sender or a wrong answer does not compile. What
 * comes in is checked again at run time, against `schemas.ts`.
 */

/** Pages to the offscreen document, over a line that stays open (`line.ts`). */
export interface LineProtocol {
  readImage(request: ReadRequest): ReadOutcome;
  cancelRead(request: { readonly id: string }): void;
  reprioritizeRead(request: { readonly id: string; readonly priority: ReadPriority }): void;
}

/** Pages and the background to the offscreen document. */
export interface EngineProtocol {
  /** From the background alone: a piece of a captured tab, to be read under this name. */
  holdCapture(capture: { readonly name: string; readonly dataUrl: string }): void;
  configureEngine(configuration: {
    readonly backend: BackendChoice;
    /** Readings that it may remember; left as they are where this is absent. */
    readonly rememberedReadings?: number | undefined;
  }): void;
  /** The face as the classifier got it, where the engine still holds that. */
  faceCrop(wish: { readonly crops: string; readonly face: number }): CropText | null;
  /** Forgets what it has read; answers how many readings that were. */
  clearReadings(): number;
  engineStatus(): EngineStatus;
  /** For pages of the extension alone: a site's page, and Mien's script in it, are told nothing of what others had read. */
  engineAccounts(): EngineAccounts;
}

/** A `FaceCrop` as messages carry it. */
export interface CropText {
  readonly side: number;
  /** Its bytes as base64. */
  readonly gray: string;
}

/** One piece of what the tab shows. */
export interface CaptureRequest {
  /** By this the piece is then named as the source of a reading. */
  readonly id: string;
  /** In fractions of the tab's visible area. */
  readonly area: Box;
}

export type CaptureOutcome =
  | { readonly ok: true }
  /** `reason` is a sentence for the person. */
  | { readonly ok: false; readonly reason: string };

/** Parts of the page script that come only where they are needed, each a script of that name. */
export const PAGE_PARTS = ['badge-card', 'live-video', 'overlay', 'screen-reader'] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** Pages and the popup to the background. */
export interface BackgroundProtocol {
  /** Resolves once the offscreen document exists and listens. */
  wakeEngine(): void;
  /** Has what the page's tab shows at this moment ready to be read: an outcome for each piece, in their order. */
  captureTab(wish: { readonly requests: readonly CaptureRequest[] }): readonly CaptureOutcome[];
  /** Runs a part of the page script in the sender's frame. */
  bringPart(wish: { readonly part: PagePart }): void;
  /** Texts of labels in a language, by the browser's keys. */
  labelMessages(wish: { readonly language: Language }): Readonly<Record<string, string>>;
  /** The number of faces in the sender's frame is another. */
  facesChanged(): void;
  /** Opens the viewer in a new tab with a picture of this page. */
  openViewer(picture: PictureForViewer): void;
  /** Reads nothing more on the site that the sender's tab shows. */
  blockSite(): void;
  /** Keeps what a person says that a face shows, unless the tab is a private one. */
  keepCorrection(correction: NewCorrection): void;
}

/** A picture of a page, as it is handed to the viewer. */
export interface PictureForViewer {
  readonly source: Exclude<ImageSource, CapturedSource>;
  /** Address as the page shows it. */
  readonly name: string;
  /** The face to look inside at once: the middle of its box, in fractions of the picture. */
  readonly face?: { readonly x: number; readonly y: number } | undefined;
}

/** What one frame has to say about its images. */
export interface FrameState {
  /** Names the frame for as long as it lives. */
  readonly frame: string;
  readonly active: boolean;
  readonly counts: {
    /** Images found that are large enough to be read. */
    readonly seen: number;
    readonly read: number;
    /** Asked for and not answered yet. */
    readonly waiting: number;
    readonly failed: number;
    readonly faces: number;
  };
  readonly expressions: Readonly<Partial<Record<Face['expression'], number>>>;
  /** Each image; only where the asker wanted them. */
  readonly images?: readonly ImageRecord[] | undefined;
}

/** One image of a page, as results are taken along. */
export interface ImageRecord {
  /** Address as the page shows it; data: addresses are cut after 100 characters. */
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly status: 'read' | 'waiting' | 'failed' | 'not-read-yet';
  readonly reason?: string | undefined;
  /** What kind of failure the reason tells of. */
  readonly failure?: FailureKind | undefined;
  readonly faces: readonly Face[];
  /** The networks that read it, and when, in milliseconds since 1970; absent where it was not read. */
  readonly models?: Reading['models'] | undefined;
  readonly readAt?: number | undefined;
}

export interface ClickAnswer {
  /** Whether there was an image; what becomes of it is told at the image. */
  readonly found: boolean;
  /** False where nothing can be drawn on the document, because it is a drawing or XML. */
  readonly isHtml?: boolean;
}

/** The popup and the background to the frames of a tab. */
export interface PageProtocol {
  /** Right-click on an image: answered at the image itself. `src` is the browser's word for what was clicked. */
  readClickedImage(click: { readonly src: string }): ClickAnswer;
  /** Right-click on a video: reads it from now on, or no more. */
  readClickedVideo(): ClickAnswer;
  /** The popup's button: read what is in view now, whatever the settings are. */
  readPageNow(): void;
  /** Brings a face into view and points it out: the n-th of those that show this expression, from the top. */
  showFace(wish: { readonly expression: Expression; readonly index: number }): void;
  /** Makes every frame send `frameState` once. */
  reportState(wish: { readonly images: boolean }): void;
}

/** Frames to the popup, in answer to `reportState`. */
export interface FrameProtocol {
  frameState(state: FrameState): void;
}

export interface Protocol extends EngineProtocol, BackgroundProtocol, PageProtocol, FrameProtocol {}
