/** Why a picture cannot be captured; the message is a sentence for the person. */
export class CaptureRefusal extends Error {
  /** True where it may be otherwise when the person scrolls, or comes back to the tab. */
  readonly isPassing: boolean;

  constructor(reason: string, isPassing: boolean) {
    super(reason);
    this.isPassing = isPassing;
  }
}
