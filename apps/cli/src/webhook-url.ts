import { isDevelopmentValue } from '@ticketpost/runtime';

/** What an address that somebody wants registered is. No text of it holds the secret. */
export type WebhookUrlReading =
  /** `href` as it is registered. `warnings`: what makes it unlikely to be ingest's. */
  { kind: 'url'; href: string; warnings: string[] } | { kind: 'invalid'; problems: string[] };

const minSecretLength = 16;
const knownPath = /^(.*\/webhooks\/atlas\/)([^/]*)$/;

/**
 * Reads an address for the supplier to post to. The supplier posts passengers' documents to it, so it
 * must be https, but for a stand-in on this machine; whether it keeps a query is unknown, so that may
 * hold nothing.
 */
export function readWebhookUrl(given: string): WebhookUrlReading {
  const text = given.trim();
  // What `URL` would mend in silence: the supplier may not.
  if (!/^[!-~]+$/.test(text)) {
    return { kind: 'invalid', problems: ['it must be one line of visible ASCII characters'] };
  }
  if (!URL.canParse(text)) {
    return {
      kind: 'invalid',
      problems: ['it must be a URL: https://<host>/webhooks/atlas/<secret>'],
    };
  }
  const url = new URL(text);
  const problems: string[] = [];
  if (url.protocol !== 'https:' && !isLocalHttp(url)) problems.push('it must begin with https://');
  if (url.username !== '' || url.password !== '') problems.push('it must have no user or password');
  if (text.includes('?')) problems.push('it must have no query');
  if (text.includes('#')) problems.push('it must have no fragment');
  return problems.length > 0
    ? { kind: 'invalid', problems }
    : { kind: 'url', href: url.href, warnings: findWarnings(url) };
}

/** The address with as much of its secret as tells one from another. */
export function maskWebhookUrl(href: string): string {
  const { origin, pathname } = new URL(href);
  const [, path, secret] = knownPath.exec(pathname) ?? [];
  if (path !== undefined && secret !== undefined) return `${origin}${path}${maskText(secret)}`;
  return `${origin}${pathname.split('/').map(maskText).join('/')}`;
}

function isLocalHttp({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function findWarnings(url: URL): string[] {
  const warnings: string[] = [];
  const secret = knownPath.exec(url.pathname)?.[2];
  if (isLocalHttp(url))
    warnings.push('only this machine can post there: fine for a stand-in alone');
  if (secret === undefined) {
    warnings.push("its path is not ingest's, /webhooks/atlas/<secret>, unless a proxy makes it so");
  } else if (secret.length < minSecretLength) {
    warnings.push(`its secret has less than the ${minSecretLength} characters that ingest demands`);
  } else if (isDevelopmentValue(secret)) {
    warnings.push('its secret is the development value that everybody knows');
  }
  return warnings;
}

function maskText(text: string): string {
  return text === '' ? '' : `${text.slice(0, Math.min(4, Math.floor(text.length / 4)))}…`;
}
