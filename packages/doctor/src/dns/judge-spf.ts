import type { Diagnosis } from '../diagnosis.ts';
import { describeSilence } from './describe-silence.ts';
import type { RecordReading } from './dns-resolver.ts';
import { isSpf, mostLookups, parseSpf } from './spf-record.ts';

const name = 'dns.spf';

/** Whether the sender's domain says who may send for it, in a way that receivers can follow. */
export function judgeSpf(
  domain: string,
  texts: RecordReading<string>,
  counted: { lookups: number; broken: readonly string[] },
): Diagnosis {
  if (texts.kind === 'failed') return describeSilence(name, domain, texts.code);
  const policies = texts.kind === 'records' ? texts.records.filter(isSpf) : [];
  const [policy] = policies;
  const fail = (finding: string, remedy: string): Diagnosis => ({
    name,
    status: 'failed',
    finding,
    remedy,
  });
  if (policy === undefined) {
    return fail(
      `${domain} has no SPF record: receivers take its mails for forged`,
      `Publish one TXT record of ${domain}: v=spf1 include:<what your mail provider names> -all`,
    );
  }
  if (policies.length > 1) {
    return fail(
      `${domain} has ${policies.length} SPF records, so none of them counts (RFC 7208, 4.5)`,
      'Put what they allow into one record, and remove the others.',
    );
  }
  const { all, letsSomebody, unknown } = parseSpf(policy);
  if (unknown.length > 0) {
    return fail(
      `the SPF record of ${domain} cannot be read at "${unknown.join(' ')}", so it does not count`,
      'Correct that term.',
    );
  }
  if (all === '+') {
    return fail(
      `the SPF record of ${domain} lets everybody send for it (+all)`,
      'End it with -all or ~all.',
    );
  }
  if (!letsSomebody) {
    return fail(
      `the SPF record of ${domain} lets nobody send for it (${policy})`,
      'Add what your mail provider names, before its end: include:….',
    );
  }
  const { lookups, broken } = counted;
  if (broken.length > 0) {
    return fail(
      `the SPF record of ${domain} includes ${broken.join(', ')}, which has no SPF record or several, so none of it counts`,
      'Correct or remove that term.',
    );
  }
  if (lookups > mostLookups) {
    return fail(
      `the SPF record of ${domain} asks the name service more than ${mostLookups} times, so it does not count (RFC 7208, 4.6.4)`,
      'Remove what no longer sends for you, or name addresses (ip4:, ip6:) in place of hosts.',
    );
  }
  const finding = `${policy} (${lookups} of ${mostLookups} look-ups)`;
  if (all === '?' || (all === 'none' && !/ redirect=/i.test(policy))) {
    return {
      name,
      status: 'warning',
      finding: `${finding} says nothing of everybody else`,
      remedy: 'End it with -all or ~all.',
    };
  }
  return { name, status: 'ok', finding };
}
