import type { Evidence } from '../evidence/evidence.ts';
import type { Breach } from './verdict.ts';

/** What the processes themselves did wrong, and what was still open at the end. */
export function findProcessBreaches(evidence: Evidence): Breach[] {
  const { exits, unsettled, journalEntries } = evidence;
  const breaches: Breach[] = [];
  for (const { name, asked, code, signal, lastLines } of exits) {
    const how = `${name} ended with ${signal ?? String(code)}`;
    if (asked === 'stop' && code !== 0) breaches.push({ kind: 'bad_exit', what: how });
    if (asked === 'nothing') {
      breaches.push({
        kind: 'crash',
        what: [`${how}, unasked`, ...lastLines.slice(-3)].join('\n    '),
      });
    }
  }
  if (unsettled !== undefined) breaches.push({ kind: 'unsettled', what: unsettled });
  if (journalEntries !== 0) {
    const what = `${journalEntries ?? 'an unknown number of'} entries left in the journals`;
    breaches.push({ kind: 'unsettled', what });
  }
  return breaches;
}
