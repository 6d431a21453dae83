import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildDelivery,
  newOrderNo,
  startProcess,
  startSupplierStandIn,
  type SupplierStandIn,
} from '@ticketpost/testkit';
import { readBlocks, readCommandExamples, readHttpExamples } from './documented-examples.ts';
import { startSystem, type System } from './start-system.ts';

const recipients = 'docs/recipients.md';
const bookingsKey = 'a-bookings-key-of-the-tests-with-40-letters';
const ticketpost = fileURLToPath(new URL('../../cli/bin/ticketpost.js', import.meta.url));

let system: System;
let lookup: Server;
let supplier: SupplierStandIn;

beforeAll(async () => {
  const example = readBlocks(recipients).find(({ info }) => info === 'json lookup')?.text ?? '';
  lookup = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json').end(example);
  }).listen(0, '127.0.0.1');
  await once(lookup, 'listening');
  supplier = await startSupplierStandIn();
  system = await startSystem({ ingest: { BOOKINGS_API_KEYS: bookingsKey } });
  const { port } = lookup.address() as AddressInfo;
  await system.startWorker({
    BOOKING_LOOKUP_URL: `http://127.0.0.1:${port}/orders/{orderNo}/traveller`,
  });
});
afterAll(async () => {
  await system.close();
  await supplier.close();
  lookup.close();
});

const origin = () => new URL(system.webhookUrl).origin;

describe('docs/recipients.md', () => {
  test('shows requests that are answered as it says', async () => {
    const examples = readHttpExamples(recipients, { BOOKINGS_KEY: bookingsKey });
    expect(examples.length).toBeGreaterThan(3);
    for (const { method, path, headers, body, status, answer } of examples) {
      const response = await fetch(`${origin()}${path}`, { method, headers, body: body ?? null });
      const text = await response.text();
      expect({ method, path, status: response.status }).toEqual({ method, path, status });
      if (answer !== undefined) expect(JSON.parse(text)).toMatchObject(answer);
    }
  });

  test('shows an answer to the lookup that leads to a mail', async () => {
    const orderNo = newOrderNo();
    await system.post(buildDelivery({ orderNo }));
    const mail = await system.smtp.nextMail(({ subject, html }) =>
      `${subject}${html}`.includes(orderNo),
    );
    expect(mail.recipients.toSorted()).toEqual(['mia@example.com', 'office@example.com']);
  });
});

describe.each([
  ['docs/supplier.md', 2],
  ['docs/mail.md', 1],
])('%s', (document, atLeast) => {
  const examples = readCommandExamples(document);

  test('shows as many commands as are expected', () => {
    expect(examples.length).toBeGreaterThanOrEqual(atLeast);
  });

  test.each(examples.map((args) => [args.join(' '), args] as const))('%s', async (_line, args) => {
    const command = await startProcess({
      name: 'ticketpost',
      command: process.execPath,
      args: [ticketpost, ...args],
      env: {
        PATH: process.env['PATH'] ?? '',
        REDIS_URL: system.redis.url,
        ATLAS_BASE_URL: supplier.url,
        ATLAS_CLIENT_ID: supplier.clientId,
        ATLAS_CLIENT_SECRET: supplier.clientSecret,
        WEBHOOK_SECRETS: 'a-webhook-secret-of-the-tests',
      },
    });
    const { code } = await command.exited;
    expect({ code, lines: code === 0 ? [] : command.lines }).toEqual({ code: 0, lines: [] });
    expect(supplier.registeredUrl).toBeUndefined();
  });
});
