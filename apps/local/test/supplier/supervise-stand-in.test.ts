import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findFreePort, sampleDelivery } from '@ticketpost/testkit';
import { parseLogRecord } from '../../src/output/log-record.ts';
import { isPortTaken } from '../../src/processes/create-system.ts';
import type { Supervised } from '../../src/processes/supervised.ts';
import { standInAccount, superviseStandIn } from '../../src/supplier/supervise-stand-in.ts';

let supervised: Supervised | undefined;

afterEach(async () => {
  await supervised?.stop();
});

function supervise(port: number) {
  const lines: string[] = [];
  supervised = superviseStandIn({ port, onLine: (line) => lines.push(line) });
  const { url, clientId, clientSecret } = standInAccount(port);
  const ask = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { 'x-atlas-client-id': clientId, 'x-atlas-client-secret': clientSecret },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  return { standIn: supervised, lines, url, ask };
}

describe('superviseStandIn', () => {
  it('answers with its account, and tells of each question in a line of the house form', async () => {
    const { standIn, lines, ask } = supervise(await findFreePort());
    const { orderNo } = sampleDelivery().data;
    await standIn.start();
    expect(await ask('queryOrderDetails.do', { orderNo })).toMatchObject({ status: 0, orderNo });
    expect(await ask('queryOrderDetails.do', { orderNo: 'FORGED1' })).toMatchObject({
      status: 800,
    });
    const fields = lines.map((line) => Object.fromEntries(parseLogRecord(line)?.fields ?? []));
    expect(fields).toEqual([
      { orderNo, outcome: 'ticketed' },
      { orderNo: 'FORGED1', outcome: 'not_found' },
    ]);
    expect(standIn.lastLines).toEqual(lines);
  });

  it('lists no orders, so that a sweep finds nothing that is owed', async () => {
    const { standIn, ask } = supervise(await findFreePort());
    await standIn.start();
    await ask('queryOrderDetails.do', { orderNo: sampleDelivery().data.orderNo });
    expect(await ask('orderList.do', { orderStatus: [2] })).toMatchObject({
      status: 0,
      orders: [],
    });
  });

  it('ends when told to', async () => {
    const { standIn, url } = supervise(await findFreePort());
    await standIn.start();
    await standIn.stop();
    await expect(fetch(url)).rejects.toBeDefined();
  });

  it('is known to have lost its port to somebody else', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const starting = supervise((other.address() as AddressInfo).port).standIn.start();
      const error: unknown = await starting.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'not_ready' });
      expect(isPortTaken(error)).toBe(true);
    } finally {
      other.close();
    }
  });

  it('is not started after it was told to stop', async () => {
    const { standIn } = supervise(await findFreePort());
    await standIn.stop();
    await expect(standIn.start()).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('ends one that is still starting', async () => {
    const { standIn, url } = supervise(await findFreePort());
    const starting = standIn.start();
    await standIn.stop();
    await starting;
    await expect(fetch(url)).rejects.toBeDefined();
  });
});
