import { startSupplierStandIn, type SupplierStandIn } from '@ticketpost/testkit';
import type { SupplierAccount } from '../environment/child-environment.ts';
import { LocalError, messageOf } from '../local-error.ts';
import type { Supervised } from '../processes/supervised.ts';
import { findStandInOrder } from './stand-in-orders.ts';

export interface StandInOptions {
  port: number;
  onLine: (line: string) => void;
}

const linesKept = 20;

/** Where and as whom the stand-in on this port is asked. */
export function standInAccount(port: number): SupplierAccount {
  return {
    url: `http://127.0.0.1:${port}`,
    clientId: 'stand-in-client',
    clientSecret: 'stand-in-secret',
  };
}

/**
 * Runs the stand-in for the supplier inside this process: it costs no start of its own, and cannot
 * outlive us. Each question for an order is a line like those of the apps.
 */
export function superviseStandIn(options: StandInOptions): Supervised {
  const { port, onLine } = options;
  const { clientId, clientSecret } = standInAccount(port);
  const lines: string[] = [];
  let launching: Promise<SupplierStandIn> | undefined;
  let isStopping = false;

  const tell = (orderNo: string, outcome: string): void => {
    const msg = 'the stand-in supplier was asked';
    const line = JSON.stringify({ level: 'info', time: new Date(), msg, orderNo, outcome });
    lines.push(line);
    if (lines.length > linesKept) lines.shift();
    onLine(line);
  };
  const launch = async (): Promise<SupplierStandIn> => {
    try {
      return await startSupplierStandIn({
        port,
        clientId,
        clientSecret,
        unknownOrders: (orderNo) => {
          const order = findStandInOrder(orderNo, new Date());
          tell(orderNo, order === undefined ? 'not_found' : 'ticketed');
          return order;
        },
      });
    } catch (cause) {
      const message = 'the stand-in supplier did not start';
      throw new LocalError(message, { code: 'not_ready', cause, lines: [messageOf(cause)] });
    }
  };

  return {
    name: 'stand-in',
    lastLines: lines,
    async start() {
      if (isStopping) {
        const message = 'the stand-in supplier was not started any more';
        throw new LocalError(message, { code: 'not_ready' });
      }
      launching = launch();
      await launching;
    },
    async stop() {
      isStopping = true;
      const standIn = await launching?.catch(() => undefined);
      await standIn?.close();
    },
    // It ends with this process, which whoever kills the system ends next.
    kill() {
      isStopping = true;
    },
  };
}
