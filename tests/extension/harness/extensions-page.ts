import type { BrowserContext, Page } from 'playwright';

/** What a person can choose for an extension at chrome://extensions. */
interface Choice {
  readonly incognitoAccess?: boolean;
  /** "Site access". */
  readonly hostAccess?: 'ON_CLICK' | 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES';
}

interface DeveloperPrivate {
  updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
  updateExtensionConfiguration(change: Choice & { extensionId: string }): Promise<void>;
}

/** Makes a choice for the extension, as a person does at chrome://extensions; the browser may load it anew for that. */
export async function chooseForExtension(
  context: BrowserContext,
  extensionId: string,
  choice: Choice,
): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async (change) => {
      const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration(change);
    },
    { ...choice, extensionId },
  );
  await page.close();
}

/** Presses the extension's button over a page, which lets the extension into that page where it may not go unasked. */
export async function pressButton(page: Page, extensionId: string): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const filter = [{ type: 'tab' }];
  const found = await session?.send('Target.getTargets', { filter });
  const targetId = found?.targetInfos.find(({ url }) => url === page.url())?.targetId;
  if (!session || targetId === undefined) throw new Error('The browser does not know of this page.');
  const press = session.send as (method: string, parameters: object) => Promise<unknown>;
  await press.call(session, 'Extensions.triggerAction', { id: extensionId, targetId });
  await session.detach();
}
