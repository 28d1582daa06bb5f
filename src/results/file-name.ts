const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]+/gu;
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
  const stem = (last ?? '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(FORBIDDEN, ' ')
    .trim()
    .slice(0, LONGEST);
  return `${stem === '' || stem.startsWith('.') ? 'mien' : stem}${ending}`;
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
