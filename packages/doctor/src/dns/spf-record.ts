import { readTexts, type DnsResolver } from './dns-resolver.ts';

/** A sender policy (RFC 7208), as far as its own record tells. */
export interface SpfRecord {
  /** `none` when neither `all` nor `redirect` ends it. */
  all: '+' | '-' | '~' | '?' | 'none';
  /** Terms that ask the name service, each of which counts towards the limit of 10. */
  lookups: readonly { kind: 'include' | 'redirect' | 'other'; domain: string }[];
  /** Whether any term lets somebody send. */
  letsSomebody: boolean;
  /** Terms that are no SPF. */
  unknown: readonly string[];
}

const mechanism =
  /^([+\-~?]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:[:=](\S*?))?((?:\/\d+)?(?:\/\/\d+)?)$/i;

/** Whether a text is a sender policy at all. */
export function isSpf(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

/** Reads one record; terms behind `all` count for nothing (RFC 7208, 5.1). */
export function parseSpf(text: string): SpfRecord {
  const lookups: { kind: 'include' | 'redirect' | 'other'; domain: string }[] = [];
  const unknown: string[] = [];
  let all: SpfRecord['all'] = 'none';
  let redirect: string | undefined;
  let letsSomebody = false;
  for (const term of text
    .split(/ +/)
    .slice(1)
    .filter((one) => one !== '')) {
    const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/i.exec(term);
    if (modifier !== null) {
      if (modifier[1]?.toLowerCase() === 'redirect') redirect = modifier[2] ?? '';
      continue;
    }
    const [, qualifier = '', kind = '', value = '', suffix = ''] = mechanism.exec(term) ?? [];
    if (kind === '' || !isComplete(kind.toLowerCase(), value, suffix)) {
      unknown.push(term);
      continue;
    }
    if (all !== 'none') continue;
    if (kind.toLowerCase() === 'all') {
      all = (qualifier === '' ? '+' : qualifier) as SpfRecord['all'];
      continue;
    }
    if (qualifier === '' || qualifier === '+') letsSomebody = true;
    if (/^ip[46]$/i.test(kind)) continue;
    lookups.push({ kind: /^include$/i.test(kind) ? 'include' : 'other', domain: value });
  }
  if (all === 'none' && redirect !== undefined) {
    lookups.push({ kind: 'redirect', domain: redirect });
    letsSomebody = true;
  }
  return { all, lookups, letsSomebody, unknown };
}

function isComplete(kind: string, value: string, suffix: string): boolean {
  if (kind === 'all') return value === '' && suffix === '';
  return /^(a|mx|ptr)$/.test(kind) || value !== '';
}

/** RFC 7208, 4.6.4: from the eleventh on, a receiver gives up. */
export const mostLookups = 10;

/**
 * How often the name service is asked for the whole policy, those that it includes among them, and
 * which of these have no policy. Stops counting soon after the limit.
 */
export async function countSpfLookups(
  resolver: Pick<DnsResolver, 'resolveTxt'>,
  record: SpfRecord,
): Promise<{ lookups: number; broken: readonly string[] }> {
  let lookups = 0;
  const broken: string[] = [];
  const walk = async (part: SpfRecord): Promise<void> => {
    for (const { kind, domain } of part.lookups) {
      lookups += 1;
      if (lookups > mostLookups + 5) return;
      // What a macro names depends on the mail.
      if (kind === 'other' || domain.includes('%')) continue;
      const reading = await readTexts(resolver, domain);
      if (reading.kind === 'failed') continue;
      const policies = reading.kind === 'records' ? reading.records.filter(isSpf) : [];
      const [policy] = policies;
      if (policy === undefined || policies.length > 1) broken.push(domain);
      else await walk(parseSpf(policy));
    }
  };
  await walk(record);
  return { lookups, broken };
}
