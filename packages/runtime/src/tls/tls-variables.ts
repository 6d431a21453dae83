import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { defineText, type Variable } from '../environment/variable.ts';

/** By which lines out of a process are secured, and Redis knows us. */
export const tlsVariables = {
  tlsCa: definePem(isCertificateList, {
    name: 'TLS_CA',
    meaning:
      "PEM of certificate authorities of one's own, trusted beside those that Node trusts, by every line out: Redis, mail server, supplier, booking lookup, alerts, traces. There is no switch that turns verification off",
    expectation:
      'the PEM of one or more certificates, without a private key, with its line breaks or with \\n in their place',
    example: '-----BEGIN CERTIFICATE-----\\nMIIDd…\\n-----END CERTIFICATE-----',
  }),
  redisTlsClient: definePem(isClientCertificate, {
    name: 'REDIS_TLS_CLIENT',
    meaning:
      'PEM of our own certificate and its private key, one after the other, for a Redis that asks its clients for one (`rediss://`)',
    expectation:
      'the PEM of a certificate and of its private key without a passphrase, with their line breaks or with \\n in their place',
    example: '-----BEGIN CERTIFICATE-----\\nMIIDd…\\n-----BEGIN PRIVATE KEY-----\\nMIIEv…',
  }),
};

function definePem(
  isFine: (pem: string) => boolean,
  description: Parameters<typeof defineText>[0],
): Variable<string | undefined> {
  return {
    ...defineText({ ...description, secret: true }, { optional: true }),
    read: (text) => text.replaceAll('\\n', '\n'),
    schema: { type: 'string', format: 'pem' },
    formats: { pem: isFine },
  };
}

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function isCertificateList(pem: string): boolean {
  const blocks = pem.match(certificate) ?? [];
  const isComplete = blocks.length === (pem.match(/-----BEGIN /g) ?? []).length;
  return blocks.length > 0 && isComplete && blocks.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).serialNumber !== '';
  } catch {
    return false;
  }
}

/** OpenSSL compares the two. */
function isClientCertificate(pem: string): boolean {
  try {
    createSecureContext({ cert: pem, key: pem });
    return true;
  } catch {
    return false;
  }
}
