import { normalizeHost } from '../../settings/site-rules.ts';

/** The host that a person means by "Example.org", "https://example.org/page" or "*.example.org"; else undefined. */
export function hostFrom(typed: string): string | undefined {
  const text = typed.trim().replace(/^\*\./, '');
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  const host = normalizeHost(hostname);
  // Browsers make "not%20a%20site" of "not a site".
  const isHost = host !== '' && !host.includes('%');
  return /^https?:$/.test(protocol) && isHost ? host : undefined;
}
