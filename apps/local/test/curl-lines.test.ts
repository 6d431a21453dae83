import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postEventLine, putBookingLine } from '../src/curl-lines.ts';
import { findStandInOrder, newBookedOrderNo } from '../src/supplier/stand-in-orders.ts';

const run = promisify(execFile);

interface Posted {
  method: string | undefined;
  headers: IncomingMessage['headers'];
  body: unknown;
}

interface EventBody {
  data: { orderNo: string; paxTicketInfos: object[] };
}

const requests: Posted[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, headers } = request;
    requests.push({ method, headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.end('{}');
  });
});
let url: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
});

/** What arrives when a person pastes the line into a shell. */
async function paste(line: string): Promise<Posted> {
  await run('/bin/sh', ['-c', line], { env: { PATH: process.env['PATH'], NO_PROXY: '127.0.0.1' } });
  const last = requests.at(-1);
  if (last === undefined) throw new Error('nothing arrived');
  return last;
}

describe('the printed lines', () => {
  it.each([
    ['an order of the sandbox', undefined, /^TESTAGAIN\d+$/],
    ['the booked order', newBookedOrderNo(), /^BOOKED\d{17}$/],
  ])('post an event of %s, of which the stand-in says the same', async (_name, orderNo, form) => {
    const { method, body } = await paste(postEventLine(url, orderNo));
    const { data } = body as EventBody;
    expect(method).toBe('POST');
    expect(data).toMatchObject({ orderNo: expect.stringMatching(form), orderStatus: 2 });
    expect(findStandInOrder(data.orderNo, new Date())).toMatchObject({
      orderNo: data.orderNo,
      paxTicketInfos: data.paxTicketInfos,
    });
  });

  it('put a booking with the key', async () => {
    const { method, headers, body } = await paste(putBookingLine({ url, key: 'key' }));
    expect(method).toBe('PUT');
    expect(headers).toMatchObject({
      authorization: 'Bearer key',
      'content-type': 'application/json',
    });
    expect(body).toEqual({ email: 'si.li@example.com', name: 'Si Li', locale: 'en-GB' });
  });
});
