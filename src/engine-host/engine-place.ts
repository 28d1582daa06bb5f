/** Where the document that holds the engine lives. */
export interface EnginePlace {
  /**
   * Makes the document; resolves once it has loaded.
   *
   * @param address its page, relative to the extension, and what the engine goes by
   * @throws where the browser makes none
   */
  create(address: string): Promise<void>;
  /** Ends the document, and with it the engine. Rejects where there is none. */
  close(): Promise<void>;
}
