/**
 * On which hosts Mien stays silent. Pure, so that content scripts, the popup and the tests share one meaning.
 */

/** `Example.ORG.` and `example.org` are one host. */
export function normalizeHost(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/[\s.]+$/, '');
}

/** True where `host` is a blocked host or a subdomain of one. */
export function isBlocked(host: string, blockedHosts: readonly string[]): boolean {
  return blockedHosts.some((blocked) => covers(blocked, host));
}

/** True where any of a frame's hosts (see `hostsOfFrame`) is blocked. */
export function isFrameBlocked(hosts: readonly string[], blockedHosts: readonly string[]): boolean {
  return hosts.some((host) => isBlocked(host, blockedHosts));
}

/** Adds a rule for this host. */
export function blockHost(host: string, blockedHosts: readonly string[]): string[] {
  const name = normalizeHost(host);
  return name === '' || isBlocked(name, blockedHosts) ? [...blockedHosts] : [...blockedHosts, name];
}

/** Takes away every rule that holds for this host, a rule for the domain above it too. */
export function unblockHost(host: string, blockedHosts: readonly string[]): string[] {
  return blockedHosts.filter((blocked) => !covers(blocked, host));
}

/**
 * The hosts whose rules hold in a frame: its own and those of the pages around it, up to the top one. A frame without
 * an address of its own (`about:blank`, `srcdoc`, `blob:`) has at least those of the pages around it.
 *
 * @param location the frame's own `location`
 * @param ancestorOrigins `location.ancestorOrigins`; an opaque origin is "null" there and names no host
 */
export function hostsOfFrame(
  location: Pick<Location, 'hostname' | 'origin'>,
  ancestorOrigins: Iterable<string> | ArrayLike<string>,
): string[] {
  const own = location.hostname || hostOfOrigin(location.origin);
  const hosts = [own, ...Array.from(ancestorOrigins, hostOfOrigin)].map(normalizeHost);
  return [...new Set(hosts)].filter((host) => host !== '');
}

function covers(rule: string, host: string): boolean {
  const blocked = normalizeHost(rule);
  const name = normalizeHost(host);
  return blocked !== '' && (name === blocked || name.endsWith(`.${blocked}`));
}

function hostOfOrigin(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
