import { browser } from 'wxt/browser';
import { readCorrections } from '../corrections/store.ts';

/**
 * After an installation or an update, what an earlier Mien has kept where page scripts can read it is moved into the
 * database; whoever reads the corrections first does that. Where it fails, nothing is lost, and the next reading does it.
 */
export function keepCorrectionsApart(): void {
  browser.runtime.onInstalled.addListener(() => void readCorrections().catch(() => undefined));
}
