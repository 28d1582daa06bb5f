/**
 * Whether cookies go along with an image. `same-origin` is what `<img crossorigin="anonymous">` sends: cookies to the
 * page's own origin alone. It is settled here, because in an extension that may reach every host Chromium takes all of
 * them for the same origin and sends cookies anyway.
 *
 * @param pageOrigin of the frame that shows the image; undefined where it has none
 */
export function credentialsFor(
  url: string,
  wish: 'include' | 'same-origin',
  pageOrigin: string | undefined,
): 'include' | 'omit' {
  if (wish === 'include') return 'include';
  return URL.canParse(url) && new URL(url).origin === pageOrigin ? 'include' : 'omit';
}
