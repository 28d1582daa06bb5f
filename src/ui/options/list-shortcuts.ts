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

interface Commands {
  getAll(): Promise<unknown>;
  /** Firefox alone has it. */
  openShortcutSettings?(): Promise<void>;
}

/** Opens the page of the browser on which shortcuts are set. */
export async function editShortcuts(): Promise<void> {
  const commands: Commands = browser.commands;
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
