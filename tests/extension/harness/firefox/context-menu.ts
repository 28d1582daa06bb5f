import { waitUntil } from '../wait-until.ts';
import type { FirefoxPage } from './firefox-page.ts';
import type { FirefoxMien } from './use-firefox.ts';

/** Runs in the window of the browser: clicks an entry of the open context menu, and says whether it was there. */
function clickEntry(label: string): boolean {
  const menu = document.getElementById('contentAreaContextMenu') as
    | (HTMLElement & { readonly state: string; hidePopup(): void })
    | null;
  // Until it has opened, it has the entries of the time before.
  if (menu?.state !== 'open') return false;
  const entries = [...menu.querySelectorAll('menuitem')] as (HTMLElement & { doCommand(): void })[];
  const entry = entries.find((item) => item.getAttribute('label') === label && !item.hidden);
  if (entry === undefined) return false;
  entry.doCommand();
  menu.hidePopup();
  return true;
}

/** Opens the browser's own context menu at an element of the page, and clicks one of Mien's entries in it. */
export async function clickInContextMenu(
  { chrome }: FirefoxMien,
  page: FirefoxPage,
  selector: string,
  label: string,
): Promise<void> {
  await page.clickOn(selector, 'right');
  await waitUntil(
    () => chrome.evaluate(clickEntry, label),
    (isClicked) => isClicked,
    { describe: () => `no entry "${label}" in the context menu` },
  );
}
