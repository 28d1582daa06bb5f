import type { FirefoxMien } from './use-firefox.ts';

/** What is used here of Firefox's own scripts, in whose world the window of the browser lives. */
interface Inner {
  readonly WebExtensionPolicy: {
    getByID(id: string): { readonly extension: { terminateBackground(options: object): Promise<void> } };
  };
  readonly ChromeUtils: {
    importESModule(url: string): {
      readonly ExtensionPermissions: {
        remove(id: string, what: object, extension: object): Promise<void>;
      };
    };
  };
}

const ID = 'mien@mien-extension';

/** Ends Mien's background, as Firefox does with one that is at rest. */
export function endBackground({ chrome }: FirefoxMien): Promise<void> {
  return chrome.evaluate(async (id) => {
    const { WebExtensionPolicy } = globalThis as unknown as Inner;
    await WebExtensionPolicy.getByID(id).extension.terminateBackground({ ignoreDevToolsAttached: true });
  }, ID);
}

/** Withholds the access to all sites, as a person does in `about:addons`. */
export function withholdSites({ chrome }: FirefoxMien): Promise<void> {
  return chrome.evaluate(async (id) => {
    const { ChromeUtils, WebExtensionPolicy } = globalThis as unknown as Inner;
    const { ExtensionPermissions } = ChromeUtils.importESModule(
      'resource://gre/modules/ExtensionPermissions.sys.mjs',
    );
    const sites = { permissions: [], origins: ['<all_urls>'] };
    await ExtensionPermissions.remove(id, sites, WebExtensionPolicy.getByID(id).extension);
  }, ID);
}
