import type { Diagnosis } from '../diagnosis.ts';
import type { RecordReading } from './dns-resolver.ts';
import { describeSilence } from './describe-silence.ts';

const name = 'dns.mx';

/** Whether an answer to the sender, and the report of a mail that could not be delivered, arrive. */
export function judgeMx(
  domain: string,
  mx: RecordReading<{ exchange: string; priority: number }>,
  { hasAddress }: { hasAddress: boolean },
): Diagnosis {
  if (mx.kind === 'failed') return describeSilence(name, domain, mx.code);
  const remedy = `Publish an MX record of ${domain}, or let MAIL_FROM have a domain that takes mail.`;
  if (mx.kind === 'none') {
    return hasAddress
      ? { name, status: 'warning', finding: `${domain} has no MX record, only an address`, remedy }
      : {
          name,
          status: 'failed',
          finding: `${domain} takes no mail: many servers refuse what nobody can answer`,
          remedy,
        };
  }
  const [first] = [...mx.records].sort((one, other) => one.priority - other.priority);
  if (first === undefined || first.exchange === '' || first.exchange === '.') {
    const finding = `${domain} says that it takes no mail (null MX, RFC 7505): servers refuse a sender that nobody can answer`;
    return { name, status: 'failed', finding, remedy };
  }
  return { name, status: 'ok', finding: `mail to ${domain} goes to ${first.exchange}` };
}
