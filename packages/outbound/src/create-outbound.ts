import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import { createTlsSettings } from '@ticketpost/runtime';
import { Agent, buildConnector } from 'undici';
import { AddressInsideError, ClearTextError } from './addresses/address-inside-error.ts';
import { createCheckedLookup } from './addresses/create-checked-lookup.ts';
import { createPrivateHosts } from './addresses/private-hosts.ts';
import { judgeUrl } from './judge-url.ts';
import { parseSmtpUrl } from './smtp/parse-smtp-url.ts';
import type { SmtpOptions } from './smtp/smtp-options.ts';

/** The settings that decide what may leave the machine. */
export interface OutboundSettings {
  /** `NODE_ENV`. */
  environment: string;
  tlsCa?: string | undefined;
  outboundPrivateHosts: readonly string[];
}

/** The one way out. Every line is checked where it is made, whatever URL it is made for. */
export interface Outbound {
  /** For undici. Follows no redirect, speaks HTTP/1.1, and cuts what is larger or later than told. */
  createAgent(options: {
    connections: number;
    /** Longest connect, and longest silence of the other side. */
    timeoutMs: number;
    /** Of a body, as it comes on the line. */
    maxResponseBytes: number;
  }): Agent;
  /** For Node's own client. Throws for a URL that `judgeUrl` has something to say of. */
  createNodeAgent(url: URL): HttpAgent;
  /** For nodemailer. Throws for what `isSmtpUrl` refuses. */
  smtp(url: string): SmtpOptions;
}

/** Of an answer, all headers together. */
const maxHeaderBytes = 16_384;

/**
 * Makes the way out. A line by HTTP ends at an address of the public Internet or at a host that the
 * settings name, else its error is an `ERR_ADDRESS_INSIDE`; without TLS only at the latter in production, else
 * `ERR_CLEAR_TEXT`. Certificates are always verified. A login is never sent to a mail server without TLS,
 * unless it is such a host.
 */
export function createOutbound(settings: OutboundSettings): Outbound {
  const { tlsCa, outboundPrivateHosts } = settings;
  const isDevelopment = settings.environment !== 'production';
  const hosts = createPrivateHosts(outboundPrivateHosts, { isDevelopment });
  const tls = createTlsSettings({ ca: tlsCa });
  const lookup = createCheckedLookup(hosts);
  const isClearAllowed = (host: string) => isDevelopment || hosts.isNamed(host);

  const findRefusal = (protocol: string, host: string): Error | undefined => {
    // A socket asks no name service for an address.
    if (isIP(host) !== 0 && !hosts.isAllowed(host, host)) return new AddressInsideError(host, host);
    if (protocol !== 'https:' && !isClearAllowed(host)) return new ClearTextError(host);
    return undefined;
  };

  return {
    createAgent({ connections, timeoutMs, maxResponseBytes }) {
      const connect = buildConnector({ ...tls, lookup, timeout: timeoutMs, allowH2: false });
      return new Agent({
        connections,
        connect: (options, callback) => {
          const refusal = findRefusal(options.protocol, options.hostname);
          if (refusal === undefined) connect(options, callback);
          else callback(refusal, null);
        },
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        maxHeaderSize: maxHeaderBytes,
        maxResponseSize: maxResponseBytes,
      });
    },
    createNodeAgent(url) {
      const problem = judgeUrl(settings, { name: 'the address', url });
      if (problem !== undefined) throw new TypeError(problem);
      const options = { keepAlive: true, lookup };
      return url.protocol === 'https:'
        ? new HttpsAgent({ ...options, ...tls })
        : new HttpAgent(options);
    },
    smtp(url) {
      const server = parseSmtpUrl(url);
      if (server === undefined) throw new TypeError('this is no URL of a mail server');
      const { host, port, auth, name } = server;
      const isSecret = auth !== undefined && !hosts.isNamed(host);
      return {
        host,
        port,
        secure: server.tls === 'from_the_start',
        requireTLS: server.tls === 'required' || isSecret,
        ...(auth !== undefined && { auth }),
        ...(name !== undefined && { name }),
        tls,
      };
    },
  };
}
