import * as tls from 'node:tls';

/** What a line out of this process is secured by; handed to `tls.connect` as it is. */
export interface TlsSettings {
  readonly secureContext: tls.SecureContext;
  /** There is no way to turn it off: an authority of one's own is named by `TLS_CA`. */
  readonly rejectUnauthorized: true;
}

/**
 * Makes what is shared by all lines to somebody: TLS 1.2 at least, the authorities that Node trusts and
 * those of `ca` beside them. Made once, since reading all of them takes milliseconds.
 */
export function createTlsSettings(options: {
  /** PEM of certificate authorities. */
  ca?: string | undefined;
  /** PEM of a certificate of our own and its private key, one after the other. */
  client?: string | undefined;
}): TlsSettings {
  const { ca, client } = options;
  const secureContext = tls.createSecureContext({
    minVersion: 'TLSv1.2',
    ...(ca === undefined ? {} : { ca: [...trustedByNode(), ca] }),
    ...(client === undefined ? {} : { cert: client, key: client }),
  });
  return { secureContext, rejectUnauthorized: true };
}

/** Before Node 22.15 nobody tells of `NODE_EXTRA_CA_CERTS`: then those of `ca` stand in for them. */
function trustedByNode(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}
