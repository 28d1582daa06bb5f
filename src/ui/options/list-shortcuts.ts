import { browser } from 'wxt/browser';
import { t } from '../../i18n/browser-language.ts';
import type { Shortcut } from './Shortcuts.tsx';

/** Every extension with a toolbar button has this one; the browser gives it no description. */
const OPEN_POPUP = '_execute_action';

/** The shortcuts of the manifest, with the keys that the person has set. */
export async function listShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    description: name === OPEN_POPUP ? t('options.shortcuts.popup') : description,
    keys: shortcut,
  }));
}

/** Opens the page of the browser on which shortcuts are set. */
export async function editShortcuts(): Promise<void> {
  await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
