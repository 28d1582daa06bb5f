import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AddressSource, ImageSource, Reach } from '../../../src/engine/types.ts';
import { HEADERS } from './support/image-headers.ts';

const PICTURE = Uint8Array.from(HEADERS.png(300, 200));
const never = new AbortController().signal;
const fetched = vi.fn<(url: string, wish: Record<string, unknown>) => Promise<Response>>();

const REDIRECT = () => new Response(null, { status: 302 });
const PAGE = () => new Response('<html>Please log in.</html>');

/** The loader in a browser that keeps fetches from less public networks, or in one that knows nothing of it. */
async function loaderIn(browser: 'chromium' | 'firefox') {
  vi.resetModules();
  if (browser === 'chromium') Object.assign(Request.prototype, { targetAddressSpace: undefined });
  return (await import('../../../src/engine/fetch-image.ts')).fetchImage;
}

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async () => new Response(PICTURE));
  vi.stubGlobal('fetch', fetched);
});

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(Request.prototype, 'targetAddressSpace');
});

const address = (rules: Partial<AddressSource> = {}): AddressSource => ({
  kind: 'address',
  url: 'https://a.example/face.png',
  credentials: 'omit',
  reach: 'public',
  ...rules,
});

/** What was wished of each request, beside its signal. */
const wishes = () => fetched.mock.calls.map(([, { signal: _, ...wish }]) => wish);

describe('the networks that a request may go to', () => {
  it.each<[Reach, readonly (string | undefined)[]]>([
    ['public', ['public']],
    ['local', ['public', 'local']],
    ['anywhere', [undefined]],
  ])('of a page with the reach "%s" are tried in turn: %j', async (reach, spaces) => {
    const load = await loaderIn('chromium');
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(load(address({ reach }), never)).rejects.toMatchObject({
      kind: 'network',
      message: 'The image could not be loaded: the connection failed.',
    });
    expect(wishes().map(({ targetAddressSpace }) => targetAddressSpace)).toEqual(spaces);
    for (const wish of wishes()) expect(wish.redirect).toBeUndefined();
  });

  it('end with the first that answers', async () => {
    const load = await loaderIn('chromium');
    expect(await load(address({ reach: 'local' }), never)).toEqual(PICTURE);
    expect(fetched).toHaveBeenCalledOnce();
  });

  it.each<[Reach, string | undefined]>([
    ['public', 'error'],
    ['local', 'error'],
    ['anywhere', undefined],
  ])('cannot be named in Firefox: there "%s" has redirects followed so: %s', async (reach, redirect) => {
    const load = await loaderIn('firefox');
    await load(address({ reach }), never);
    expect(wishes()).toEqual([
      { credentials: 'omit', referrerPolicy: 'no-referrer', ...(redirect !== undefined && { redirect }) },
    ]);
  });

  it('are not tried on where nobody wants the picture any more', async () => {
    const load = await loaderIn('chromium');
    const controller = new AbortController();
    fetched.mockImplementation(async () => {
      controller.abort(new Error('gone'));
      throw new TypeError('Failed to fetch');
    });
    await expect(load(address({ reach: 'local' }), controller.signal)).rejects.toThrow('gone');
    expect(fetched).toHaveBeenCalledOnce();
  });
});

describe('cookies', () => {
  it('go to the address itself, and along no redirect', async () => {
    const load = await loaderIn('chromium');
    fetched.mockResolvedValueOnce(REDIRECT());
    expect(await load(address({ credentials: 'include', reach: 'anywhere' }), never)).toEqual(PICTURE);
    expect(wishes()).toEqual([
      { credentials: 'include', redirect: 'manual', referrerPolicy: 'no-referrer' },
      { credentials: 'omit', referrerPolicy: 'no-referrer' },
    ]);
  });

  it('go once where the address answers itself', async () => {
    const load = await loaderIn('chromium');
    await load(address({ credentials: 'include' }), never);
    expect(fetched).toHaveBeenCalledOnce();
  });

  it.each(['omit', 'withheld'] as const)('go nowhere where they are to be %s', async (credentials) => {
    const load = await loaderIn('chromium');
    await load(address({ credentials }), never);
    expect(wishes()).toMatchObject([{ credentials: 'omit' }]);
  });

  it.each([300, 399])('a status of %i leads elsewhere', async (status) => {
    const load = await loaderIn('chromium');
    fetched.mockResolvedValueOnce(new Response(null, { status }));
    await load(address({ credentials: 'include' }), never);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('a redirect that the browser hides is one all the same', async () => {
    const load = await loaderIn('chromium');
    fetched.mockResolvedValueOnce({ type: 'opaqueredirect', status: 0, body: null } as Response);
    await load(address({ credentials: 'include' }), never);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('a status of 400 is a refusal', async () => {
    const load = await loaderIn('chromium');
    fetched.mockResolvedValueOnce(new Response(null, { status: 400 }));
    await expect(load(address({ credentials: 'include' }), never)).rejects.toMatchObject({ kind: 'http' });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it.each([
    ['withheld', 'http', 'The image could not be loaded: it is not given out without cookies.'],
    ['omit', 'not-an-image', expect.any(String)],
  ] as const)(
    'that were to be %s explain a page in the place of a picture as %s',
    async (credentials, kind, message) => {
      const load = await loaderIn('chromium');
      fetched.mockResolvedValue(PAGE());
      await expect(load(address({ credentials }), never)).rejects.toMatchObject({ kind, message });
    },
  );
});

describe('an address', () => {
  it.each([
    'file:///etc/passwd',
    'chrome://version',
    'xhttp://a.example/',
    'https-x://a.example/',
    'face.png',
  ])('like %s is never asked for', async (url) => {
    const load = await loaderIn('chromium');
    await expect(load(address({ url }), never)).rejects.toMatchObject({
      kind: 'forbidden-address',
      message: 'Mien reads no images from this kind of address.',
    });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('that holds the bytes itself is read with the signal of who asks', async () => {
    const load = await loaderIn('chromium');
    const source: ImageSource = { kind: 'bytes', dataUrl: 'data:image/png,x' };
    expect(await load(source, never)).toEqual(PICTURE);
    expect(fetched).toHaveBeenCalledExactlyOnceWith('data:image/png,x', { signal: expect.any(AbortSignal) });
  });
});
