const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]+/gu;
/** Windows keeps these for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** In characters as people count them: half of one is none. */
const LONGEST = 80;

/**
 * A name for a file that every system accepts.
 *
 * @param source the name or address of a picture; its folders, query and ending are left out
 */
export function fileName(source: string, ending: string): string {
  const last = withoutQuery(source)
    .split(/[\\/]/)
    .findLast((part) => part !== '');
  const whole = (last ?? '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(FORBIDDEN, ' ')
    .toWellFormed()
    .trim();
  const stem = [...whole].slice(0, LONGEST).join('').trim();
  const isName = stem !== '' && !stem.startsWith('.') && !DEVICE.test(stem);
  return `${isName ? stem : 'mien'}${ending}`;
}

function withoutQuery(source: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(source) || !URL.canParse(source)) return source;
  const { protocol, pathname, hostname } = new URL(source);
  if (!/^https?:$/.test(protocol)) return '';
  return pathname === '/' ? hostname : decodedPath(pathname);
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
