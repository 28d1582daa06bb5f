import type { Reach } from '../terms/reading-request.ts';

/** Names that the public tree of names does not have: RFC 6761, 6762 and 8375, ICANN's `.internal`, and what routers call theirs. */
const LOCAL_NAME = /\.(?:local|internal|home\.arpa|lan)$/;

/** RFC 1918, 3927 and 6598. */
const LOCAL_IPV4 =
  /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
/** RFC 4193 and 4291. */
const LOCAL_IPV6 = /^\[(?:f[cd]|fe[89ab])/;

const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])$/;
const IPV4 = /^[\d.]+$/;
/** IPv4 in IPv6, as browsers write it: two groups in hexadecimal. */
const MAPPED = /^\[::ffff:([\da-f]{1,4}):([\da-f]{1,4})\]$/;

/** True for names and addresses of the machine itself, which need no secure connection to be trusted. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(unmapped(host));
}

/**
 * How far a page of this host may reach, as far as its name tells: one from the public network only there, one from the
 * local network there too, and one of this machine everywhere. Pure.
 *
 * @param host as `URL.hostname` has it
 */
export function reachOf(host: string): Reach {
  if (isLoopback(host)) return 'anywhere';
  const plain = unmapped(host);
  const isName = !IPV4.test(plain) && !plain.startsWith('[');
  if (isName) return LOCAL_NAME.test(plain) || !plain.includes('.') ? 'local' : 'public';
  return LOCAL_IPV4.test(plain) || LOCAL_IPV6.test(plain) ? 'local' : 'public';
}

function unmapped(host: string): string {
  const [, high, low] = MAPPED.exec(host) ?? [];
  if (high === undefined || low === undefined) return host;
  const [one, two] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [one >> 8, one & 255, two >> 8, two & 255].join('.');
}
