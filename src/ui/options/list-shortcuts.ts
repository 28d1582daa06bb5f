import { browser } from 'wxt/browser';
import type { Shortcut } from './Shortcuts.tsx';

/** The shortcuts of the manifest, with the keys that the person has set. */
export async function listShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    description,
    keys: shortcut,
  }));
}

/** Opens the page of the browser on which shortcuts are set. */
export async function editShortcuts(): Promise<void> {
  await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
