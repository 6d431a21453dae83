import type { Diagnosis } from '../diagnosis.ts';
import { describeSilence } from './describe-silence.ts';
import { parseTags } from './parse-tags.ts';
import { readTexts, type DnsResolver, type RecordReading } from './dns-resolver.ts';

const name = 'dns.dmarc';

/** The policy that counts for a domain, and the domain at which it stands. */
export interface DmarcReading {
  at: string;
  texts: RecordReading<string>;
}

const isDmarc = (text: string) => /^v\s*=\s*DMARC1\s*(;|$)/.test(text);

/** Looks at the domain, then at each one above it that has two labels or more. */
export async function readDmarc(
  resolver: Pick<DnsResolver, 'resolveTxt'>,
  domain: string,
): Promise<DmarcReading> {
  const labels = domain.split('.');
  for (let from = 0; from <= labels.length - 2; from += 1) {
    const at = labels.slice(from).join('.');
    const texts = await readTexts(resolver, `_dmarc.${at}`);
    if (texts.kind === 'failed') return { at, texts };
    if (texts.kind === 'records' && texts.records.some(isDmarc)) return { at, texts };
  }
  return { at: domain, texts: { kind: 'none' } };
}

/** Whether the domain says what becomes of mails that fail, and whether ours pass for it. */
export function judgeDmarc(
  domain: string,
  { at, texts }: DmarcReading,
  { dkimDomain }: { dkimDomain: string | undefined },
): Diagnosis {
  if (texts.kind === 'failed') return describeSilence(name, `_dmarc.${at}`, texts.code);
  const policies = texts.kind === 'records' ? texts.records.filter(isDmarc) : [];
  const [policy] = policies;
  if (policy === undefined) {
    return {
      name,
      status: 'warning',
      finding: `${domain} has no DMARC record: large mailbox providers trust its mails less`,
      remedy: `Publish a TXT record of _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:<a mailbox for reports>`,
    };
  }
  if (policies.length > 1) {
    return {
      name,
      status: 'failed',
      finding: `_dmarc.${at} has ${policies.length} DMARC records, so none of them counts (RFC 7489, 6.6.3)`,
      remedy: 'Keep one.',
    };
  }
  const tags = parseTags(policy);
  const own = tags.get('p')?.toLowerCase();
  const wanted = at === domain ? own : (tags.get('sp')?.toLowerCase() ?? own);
  if (wanted === undefined || !['none', 'quarantine', 'reject'].includes(wanted)) {
    return {
      name,
      status: 'failed',
      finding: `the DMARC record at _dmarc.${at} has no policy that can be read`,
      remedy: 'Give it p=none, p=quarantine or p=reject, right behind v=DMARC1.',
    };
  }
  const finding = `p=${wanted} at _dmarc.${at}`;
  const isStrict = tags.get('adkim')?.toLowerCase() === 's';
  if (dkimDomain !== undefined && isStrict && dkimDomain.toLowerCase() !== domain) {
    return {
      name,
      status: 'warning',
      finding: `${finding} wants signatures of ${domain} itself (adkim=s), and ours are of ${dkimDomain}`,
      remedy: `Let DKIM_DOMAIN be ${domain}, or take adkim=s out of the record.`,
    };
  }
  if (wanted === 'none' && !tags.has('rua')) {
    return {
      name,
      status: 'warning',
      finding: `${finding}, and nobody gets the reports: it changes nothing`,
      remedy: 'Add rua=mailto:<a mailbox>; once the reports look right, p=quarantine.',
    };
  }
  return { name, status: 'ok', finding };
}
