import { personal } from './marks.ts';
import type { MarkedOrders } from './marked-orders.ts';
import type { MarkedSystem } from './start-marked-system.ts';

/** Does in the dashboard what an operator can do, and waits until people were told of dead letters. */
export async function decideAsOperator(
  { system, alerts }: MarkedSystem,
  options: {
    url: string;
    authorization: string;
    orders: MarkedOrders;
    released: string;
    discarded: string;
  },
): Promise<void> {
  const { url, authorization, orders, released, discarded } = options;
  const decide = (at: string, fields: object = {}) =>
    fetch(`${url}${at}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        Authorization: authorization,
      },
      body: JSON.stringify({ reason: 'the traveller asked for it', ...fields }),
    });
  await decide(`/quarantine/${released}/release`);
  await decide(`/quarantine/${discarded}/discard`);
  await decide(`/orders/${orders.refused}/redrive`);
  await decide(`/orders/${orders.sent}/resend`, { to: personal.otherMailbox });
  await system.smtp.nextMail(({ recipients }) => recipients.includes(personal.otherMailbox));
  await decide(`/orders/${orders.erased}/erase`);
  await alerts.next();
}
