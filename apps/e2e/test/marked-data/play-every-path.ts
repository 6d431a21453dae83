import { decideAsOperator } from './decide-as-operator.ts';
import { nameOrders, type MarkedOrders } from './marked-orders.ts';
import { personal } from './marks.ts';
import type { Places } from './places.ts';
import { readEveryPage } from './read-every-page.ts';
import { readProcesses } from './read-processes.ts';
import { sendBadInput, sendPastRedis } from './send-bad-input.ts';
import { sendOrders } from './send-orders.ts';
import { startMarkedSystem } from './start-marked-system.ts';

/**
 * Sends marked data along every way that it can take, those that end badly too, and brings back what
 * was left behind anywhere. Orders that must be found are named in `orders`.
 */
export async function playEveryPath(
  passwordHash: string,
): Promise<{ places: Places; orders: MarkedOrders }> {
  const marked = await startMarkedSystem();
  try {
    const orders = nameOrders();
    await sendOrders(marked, orders);
    const kept = await sendBadInput(marked, orders);
    const journal = await sendPastRedis(marked, orders);

    const { dashboard, authorizationOf } = await marked.startDashboard(passwordHash);
    const { url } = dashboard;
    const authorization = authorizationOf('operator');
    await decideAsOperator(marked, { url, authorization, orders, ...kept });

    const look = (role: Parameters<typeof authorizationOf>[0]) =>
      readEveryPage({
        url,
        authorization: authorizationOf(role),
        orders: Object.values(orders),
        searches: [personal.ticketNo, personal.pnr, orders.sent],
      });
    const [viewerPages, operatorPages] = [await look('viewer'), await look('operator')];

    const commands: string[] = [];
    for (const args of [
      ['order', orders.sent],
      ['order', orders.refused, '--json'],
      ['quarantine', 'list'],
      ['dead-letters', 'list'],
      ['audit', '--json'],
      ['doctor', '--json'],
    ]) {
      commands.push(...(await marked.runCommand(args)).lines);
    }
    return {
      orders,
      places: {
        ...(await readProcesses(marked, dashboard)),
        journal,
        answers: marked.answers.join('\n'),
        viewerPages,
        operatorPages,
        commands: commands.join('\n'),
        alerts: marked.alerts.posts.map((sent) => JSON.stringify(sent)).join('\n'),
        mails: marked.system.smtp.mails
          .map(({ raw, html, text }) => `${raw.toString('latin1')} ${html} ${text}`)
          .join('\n'),
      },
    };
  } finally {
    await marked.close();
  }
}
