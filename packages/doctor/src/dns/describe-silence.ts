import type { Diagnosis } from '../diagnosis.ts';

/** The name service gave no answer, which says nothing of the record. */
export function describeSilence(name: string, asked: string, code: string): Diagnosis {
  return {
    name,
    status: 'warning',
    finding: `the name service gives no answer about ${asked} (${code})`,
    remedy: 'Look at the name service of this machine (/etc/resolv.conf), and run this again.',
  };
}
