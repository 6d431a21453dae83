import { isIP } from 'node:net';

/** True for addresses of the loopback interface. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127\.|::ffff:127\.|::1$)/i.test(address);
}

/**
 * True for a `Host` that names an address or this machine. A web page can make a name of its own lead
 * to a port of the machine that shows it (DNS rebinding), but not have the browser write another name.
 */
export function isLocalHost(host: string | undefined): boolean {
  if (host === undefined) return true;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  const bare = /^\[(.+)\]$/.exec(name)?.[1] ?? name;
  return isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost');
}
