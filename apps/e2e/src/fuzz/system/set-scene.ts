import { setTimeout as delay } from 'node:timers/promises';
import { buildDelivery } from '@ticketpost/testkit';
import { passengersOf } from '../../load/build-body.ts';
import { bookingsKey, webhookPath } from '../../system/environment.ts';
import type { Scene } from '../requests/scene.ts';
import type { FuzzSystem } from './fuzz-system.ts';
import { password } from './fuzz-system.ts';
import { logIn } from './log-in.ts';

const decoys = 6;
const honestNamed = 20;
const patienceMs = 30_000;

/**
 * Makes decoys: orders with a booking, an event and a mail, and deliveries in quarantine; and logs a
 * viewer and an operator in.
 */
export async function setScene(
  { whole, dashboardUrl }: FuzzSystem,
  honestOrders: readonly string[],
): Promise<Scene> {
  const [ingestUrl] = whole.ingestUrls;
  const decoyOrders = Array.from(
    { length: decoys },
    (_, index) => `DECOY${String(index).padStart(17, '0')}`,
  );
  const post = async (body: string): Promise<string> => {
    const answer = await fetch(ingestUrl + webhookPath, { method: 'POST', body });
    const { deliveryId } = (await answer.json()) as { deliveryId: string };
    return deliveryId;
  };
  const deliveryIds: string[] = [];
  for (const orderNo of decoyOrders) {
    whole.supplier?.learn({ orderNo, set: 0 }, { kind: 'ticketed', notYet: 0 });
    await fetch(`${ingestUrl}/bookings/${orderNo}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${bookingsKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        email: `${orderNo.toLowerCase()}@example.com`,
        name: 'Sample Traveller',
        locale: 'en',
      }),
    });
    deliveryIds.push(
      await post(JSON.stringify(buildDelivery({ orderNo, passengers: passengersOf(0) }))),
    );
  }
  deliveryIds.push(await post('{"type":'), await post('{"type":"order.ticketed","data":{}}'));

  const giveUpAt = Date.now() + patienceMs;
  // A mail is the end of each decoy's way; the mail log has no event to wait on.
  while (whole.mails.length < decoys) {
    if (Date.now() > giveUpAt)
      throw new Error(`${whole.mails.length} of ${decoys} decoys were mailed`);
    await delay(50);
  }
  const signIn = (name: string) => logIn(dashboardUrl, { name, password });
  return {
    webhookPath,
    bookingsKey,
    // As many whatever the minutes, so that requests are the same.
    honestOrders: honestOrders.slice(0, honestNamed) as [string, ...string[]],
    decoyOrders: decoyOrders as [string, ...string[]],
    deliveryIds: deliveryIds as [string, ...string[]],
    viewer: await signIn('viewer'),
    operator: await signIn('operator'),
  };
}
