import { expect, test } from '@jest/globals';
import { findNetworkCode } from '../src/find-network-code.ts';

test.each<[string | undefined, string]>([
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'body_too_large'],
  ['UND_ERR_DESTROYED', 'closed'],
  ['UND_ERR_CLOSED', 'closed'],
  ['EPROTO', 'tls_failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_failed'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls_failed'],
  ['CERT_HAS_EXPIRED', 'tls_failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_failed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls_failed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls_failed'],
  ['ERR_ADDRESS_INSIDE', 'address_not_allowed'],
  ['ERR_CLEAR_TEXT', 'address_not_allowed'],
  ['ECONNREFUSED', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['UND_ERR_SOCKET', 'unreachable'],
  ['HPE_INVALID_CONSTANT', 'unreachable'],
  [undefined, 'unreachable'],
])('%s is %s', (code, expected) => {
  expect(findNetworkCode(Object.assign(new Error('It failed'), { code }))).toBe(expected);
});

test.each([undefined, null, 'text', { code: 7 }])('%p is unreachable', (error) => {
  expect(findNetworkCode(error)).toBe('unreachable');
});
