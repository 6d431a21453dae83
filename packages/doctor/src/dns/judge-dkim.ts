import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DkimSettings } from '@ticketpost/settings/worker';
import type { Diagnosis } from '../diagnosis.ts';
import { describeSilence } from './describe-silence.ts';
import type { RecordReading } from './dns-resolver.ts';
import { parseTags } from './parse-tags.ts';

const name = 'dns.dkim';

/** Below it a signature is weak (RFC 8301, 3.2). */
const goodBits = 2048;

/** Where the public half of a key stands. */
export function dkimRecordName({ domain, selector }: Pick<DkimSettings, 'domain' | 'selector'>) {
  return `${selector}._domainkey.${domain}`;
}

/** Whether a receiver finds the public half of our key, and nothing that forbids its use (RFC 6376, 3.6.1). */
export function judgeDkim(dkim: DkimSettings, texts: RecordReading<string>): Diagnosis {
  const record = dkimRecordName(dkim);
  if (texts.kind === 'failed') return describeSilence(name, record, texts.code);
  const { publicKey, published } = {
    publicKey: createPublicKey(dkim.privateKey),
    published: texts,
  };
  const wanted = `v=DKIM1; k=rsa; p=${encode(publicKey)}`;
  const remedy = `Publish one TXT record of ${record}: ${wanted}`;
  const fail = (finding: string): Diagnosis => ({ name, status: 'failed', finding, remedy });
  if (published.kind === 'none') return fail(`there is no record ${record}: no signature counts`);
  const [text = '', ...others] = published.records;
  if (others.length > 0)
    return fail(`${record} has ${others.length + 1} records: which counts is left to chance`);

  const tags = parseTags(text);
  const key = (tags.get('p') ?? '').replace(/\s+/g, '');
  const read = (tag: string, standard: string) =>
    (tags.get(tag) ?? standard).split(':').map((one) => one.trim().toLowerCase());
  if (!['DKIM1'].includes(tags.get('v') ?? 'DKIM1')) return fail(`${record} is no DKIM record`);
  if (key === '') return fail(`the key at ${record} was revoked (empty p=)`);
  if ((tags.get('k') ?? 'rsa').toLowerCase() !== 'rsa') {
    return fail(`the key at ${record} is of another kind than DKIM_PRIVATE_KEY`);
  }
  if (!isSameKey(key, publicKey)) {
    return fail(
      `the key at ${record} is not that of DKIM_PRIVATE_KEY: every signature is found wrong`,
    );
  }
  if (!read('h', 'sha256').includes('sha256')) return fail(`${record} forbids sha256 (h=)`);
  if (!read('s', '*').some((service) => ['*', 'email'].includes(service))) {
    return fail(`${record} is not for e-mail (s=)`);
  }
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const finding = `${record} is the key of DKIM_PRIVATE_KEY, ${bits} bits`;
  if (read('t', '').includes('y')) {
    return {
      name,
      status: 'warning',
      finding: `${finding}, still marked as a test (t=y), so it does not count`,
      remedy: 'Take t=y out of the record.',
    };
  }
  if (bits < goodBits) {
    return {
      name,
      status: 'warning',
      finding,
      remedy: `Make one of ${goodBits} bits under a new selector: openssl genrsa ${goodBits}`,
    };
  }
  return { name, status: 'ok', finding };
}

function encode(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64');
}

/** A record holds the key as SPKI, as most write it, or as bare PKCS #1 (RFC 6376, 3.6.1). */
function isSameKey(text: string, ours: KeyObject): boolean {
  const pkcs1 = ours.export({ type: 'pkcs1', format: 'der' }).toString('base64');
  return [encode(ours), pkcs1].map(trim).includes(trim(text));
}

function trim(base64: string): string {
  return base64.replace(/=+$/, '');
}
