import { warnOfAlignment, type DkimSettings, type Sender } from '@ticketpost/settings/worker';
import type { Diagnosis } from '../diagnosis.ts';
import { skip } from '../read-settings.ts';
import { readRecords, readTexts, type DnsResolver } from './dns-resolver.ts';
import { dkimRecordName, judgeDkim } from './judge-dkim.ts';
import { judgeDmarc, readDmarc } from './judge-dmarc.ts';
import { judgeMx } from './judge-mx.ts';
import { judgeSpf } from './judge-spf.ts';
import { countSpfLookups, isSpf, parseSpf } from './spf-record.ts';

/** Domains that no name service knows (RFC 6761; a name without a dot is one of this network). */
const isLocal = (domain: string) =>
  !domain.includes('.') || /\.(test|localhost|invalid|local|internal)$/i.test(domain);

/** What receivers read about the sender's domain in DNS. */
export async function checkSenderDomain(options: {
  domain: string;
  from: Sender;
  dkim: DkimSettings | undefined;
  resolver: DnsResolver;
}): Promise<Diagnosis[]> {
  const { from, dkim, resolver } = options;
  const domain = options.domain.toLowerCase();
  if (isLocal(domain)) {
    return [skip('dns', `${domain}, the domain of MAIL_FROM, is one of tests or of this network`)];
  }
  const [mx, hasAddress, texts, dkimTexts, dmarc] = await Promise.all([
    readRecords(resolver.resolveMx(domain)),
    findAddress(resolver, domain),
    readTexts(resolver, domain),
    dkim && readTexts(resolver, dkimRecordName(dkim)),
    readDmarc(resolver, domain),
  ]);
  const policy = texts.kind === 'records' ? texts.records.find(isSpf) : undefined;
  const counted =
    policy === undefined
      ? { lookups: 0, broken: [] }
      : await countSpfLookups(resolver, parseSpf(policy));
  return [
    judgeMx(domain, mx, { hasAddress }),
    judgeSpf(domain, texts, counted),
    ...(dkim === undefined || dkimTexts === undefined
      ? [skip('dns.dkim', 'mails are not signed here; the mail server may sign them')]
      : [judgeDkim(dkim, dkimTexts), ...judgeAlignment(dkim, from)]),
    judgeDmarc(domain, dmarc, { dkimDomain: dkim?.domain }),
  ];
}

function judgeAlignment(dkim: DkimSettings, from: Sender): Diagnosis[] {
  const warning = warnOfAlignment(dkim, from);
  if (warning === undefined) return [];
  const remedy = 'Let DKIM_DOMAIN be the domain of MAIL_FROM, or one above it.';
  return [{ name: 'dns.dkim', status: 'warning', finding: warning, remedy }];
}

async function findAddress(resolver: DnsResolver, domain: string): Promise<boolean> {
  const readings = await Promise.all([
    readRecords(resolver.resolve4(domain)),
    readRecords(resolver.resolve6(domain)),
  ]);
  return readings.some(({ kind }) => kind === 'records');
}
