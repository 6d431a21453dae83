import { isIP } from 'node:net';
import { createPrivateHosts, isLoopbackHost, normalizeHost } from './addresses/private-hosts.ts';
import type { OutboundSettings } from './create-outbound.ts';

/**
 * What can be said of an address before anybody asks a name service, in a sentence with the remedy.
 * It tells nothing of the URL but its host.
 */
export function judgeUrl(
  { environment, outboundPrivateHosts }: Omit<OutboundSettings, 'tlsCa'>,
  { name, url }: { name: string; url: URL },
): string | undefined {
  const isDevelopment = environment !== 'production';
  const hosts = createPrivateHosts(outboundPrivateHosts, { isDevelopment });
  const host = normalizeHost(url.hostname);
  const address = isLoopbackHost(host) && isIP(host) === 0 ? '127.0.0.1' : host;
  if (isIP(address) !== 0 && !hosts.isAllowed(host, address)) {
    return `${name} leads to ${host}, which is inside. If that is meant, add ${host} to OUTBOUND_PRIVATE_HOSTS.`;
  }
  if (url.protocol !== 'https:' && !isDevelopment && !hosts.isNamed(host)) {
    return `${name} must begin with https:// in production, since everybody on the way to ${host} reads what goes there. If it is inside, add ${host} to OUTBOUND_PRIVATE_HOSTS.`;
  }
  return undefined;
}

/** What is wrong with settings that are addresses of others; those that are not set are passed over. */
export function judgeUrls(
  settings: Omit<OutboundSettings, 'tlsCa'>,
  urls: Readonly<Record<string, string | undefined>>,
): string[] {
  return Object.entries(urls).flatMap(([name, url]) => {
    if (url === undefined || !URL.canParse(url)) return [];
    return judgeUrl(settings, { name, url: new URL(url) }) ?? [];
  });
}
