import type { OrderListOutcome, SupplierClient } from '@ticketpost/supplier';
import type { Diagnosis } from '../diagnosis.ts';

const name = 'supplier.login';
const minuteMs = 60_000;

/** Asks for the orders of the last minute: harmless, and answered only to whoever is known. */
export async function checkSupplier(
  supplier: Pick<SupplierClient, 'listTicketedOrders'>,
  now: Date,
): Promise<Diagnosis> {
  return judgeSupplierAnswer(
    await supplier.listTicketedOrders({
      createdFrom: new Date(now.getTime() - minuteMs),
      createdTo: now,
      page: 1,
      pageSize: 1,
    }),
  );
}

export function judgeSupplierAnswer(outcome: OrderListOutcome): Diagnosis {
  switch (outcome.kind) {
    case 'page':
      return { name, status: 'ok', finding: 'the supplier knows our client id and secret' };
    case 'throttled':
      return {
        name,
        status: 'warning',
        finding: 'the supplier is asked too often, so it did not say',
        remedy: 'Run this again in a few minutes; lower ATLAS_CONCURRENCY if it stays so.',
      };
    case 'unavailable':
      return {
        name,
        status: 'failed',
        finding: `the supplier gives no answer (${outcome.code}): confirmations wait`,
        remedy:
          outcome.code === 'address_not_allowed'
            ? 'Correct ATLAS_BASE_URL: it leads to an address inside, or goes without TLS. If that is meant, add its host to OUTBOUND_PRIVATE_HOSTS.'
            : 'Correct ATLAS_BASE_URL, let the firewall pass it, or wait until the supplier works again.',
      };
    case 'refused':
      return outcome.code === 'authentication'
        ? {
            name,
            status: 'failed',
            finding: 'the supplier refuses our client id or secret: confirmations wait',
            remedy:
              'Correct ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET, and let the supplier allow the address that we ask from.',
          }
        : {
            name,
            status: 'failed',
            finding: `the supplier refuses the question (${outcome.code})`,
            remedy: 'Look whether ATLAS_BASE_URL is its API, with its whole path.',
          };
    case 'unreadable':
      return {
        name,
        status: 'failed',
        finding: 'the supplier’s answer is not what its documents say',
        remedy: 'Look whether ATLAS_BASE_URL is its API; if it is, tell us.',
      };
  }
}
