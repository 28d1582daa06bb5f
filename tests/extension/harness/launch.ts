import { resolve } from 'node:path';
import {
  type ExtensionBrowser,
  type LaunchOptions,
  launchExtension as launch,
} from '../../../scripts/lib/launch-extension.ts';

export type { ExtensionBrowser };

/** The extension as `npm run build` leaves it. */
export const BUILT_EXTENSION = resolve('.output', 'chrome-mv3');

/** Starts a headless browser with the built extension, in a fresh profile. */
export function launchExtension(
  options: Partial<Pick<LaunchOptions, 'args' | 'extensionDir' | 'welcome'>> = {},
): Promise<ExtensionBrowser> {
  return launch({ extensionDir: BUILT_EXTENSION, ...options });
}
