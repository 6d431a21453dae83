/** How Node and OpenSSL name what is wrong with a certificate or a handshake. */
const tlsCode =
  /^(EPROTO$|ERR_(TLS|SSL|OSSL)_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH)/;

/** Whether the code of an error says that no trusted TLS came about. */
export function isTlsFailure(code: string): boolean {
  return tlsCode.test(code);
}
