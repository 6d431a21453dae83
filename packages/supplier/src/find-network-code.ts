/** Why no answer came, or none that could be taken in whole. */
export type NetworkCode =
  | 'timeout'
  | 'unreachable'
  | 'tls_failed'
  | 'body_too_large'
  | 'closed'
  /** It is inside or without TLS, and nobody named it in `OUTBOUND_PRIVATE_HOSTS`. */
  | 'address_not_allowed';

const knownCodes: Readonly<Record<string, NetworkCode>> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'body_too_large',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  EPROTO: 'tls_failed',
  ERR_ADDRESS_INSIDE: 'address_not_allowed',
  ERR_CLEAR_TEXT: 'address_not_allowed',
};

/** How Node and OpenSSL name what is wrong with a certificate or a handshake. */
const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

/** Classifies a failed request by the code of its error; what has none of these is `unreachable`. */
export function findNetworkCode(error: unknown): NetworkCode {
  const code = codeOf(error);
  return knownCodes[code] ?? (tlsCode.test(code) ? 'tls_failed' : 'unreachable');
}

function codeOf(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : '';
}
