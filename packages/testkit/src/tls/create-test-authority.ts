import { isIP } from 'node:net';
import { generate } from 'selfsigned';

const dayMs = 24 * 60 * 60 * 1000;

/** PEM of a certificate and of its private key. */
export interface IssuedCertificate {
  cert: string;
  key: string;
}

/** A certificate authority of a test's, whom nobody trusts who was not told. */
export interface TestAuthority {
  /** PEM of its own certificate. */
  readonly ca: string;
  /** For servers of these names and addresses, and for clients; ended already when the days are negative. */
  issue(hosts: readonly string[], options?: { validDays?: number }): Promise<IssuedCertificate>;
}

export async function createTestAuthority(): Promise<TestAuthority> {
  const authority = await generate([{ name: 'commonName', value: 'Test Authority' }], {
    ...validFor(10),
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return {
    ca: authority.cert,
    async issue(hosts, { validDays = 5 } = {}) {
      const issued = await generate([{ name: 'commonName', value: hosts[0] ?? 'nobody' }], {
        ...validFor(validDays),
        algorithm: 'sha256',
        ca: { key: authority.private, cert: authority.cert },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
          {
            name: 'subjectAltName',
            altNames: hosts.map((host) =>
              isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
            ),
          },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
}

function validFor(days: number) {
  const now = Date.now();
  return {
    notBeforeDate: new Date(now - 30 * dayMs),
    notAfterDate: new Date(now + days * dayMs),
  };
}
