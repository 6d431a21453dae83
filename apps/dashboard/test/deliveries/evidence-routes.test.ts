import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Evidence } from '@ticketpost/evidence';
import express from 'express';
import { createEvidenceRoutes } from '../../src/deliveries/evidence-routes.ts';
import { setSignedIn } from '../../src/login/signed-in-user.ts';
import { textOf } from '../support/start-orders.ts';
import type { Role } from '@ticketpost/settings/dashboard';

const deliveryId = '0b8f7c1f-6d1a-4a1e-9d2b-6f2f2a9b1c33';
const evidence: Evidence = {
  v: 1,
  deliveryId,
  madeAt: '2026-01-03T00:00:00.000Z',
  standing: 'answer_only',
  gaps: ['delivery_gone'],
  confirmations: [],
  mailServerAnswers: [],
};

let server: Server;
let missingKeys: string[] = [];
/** Whatever was asked for, by whom. */
const reads: (string | undefined)[][] = [];
beforeEach(() => void reads.splice(0));
beforeAll(async () => {
  const app = express();
  app.use((request, _response, next) => {
    const role = (request.get('X-Role') ?? 'operator') as Role;
    setSignedIn(request, { user: { name: 'olga', role } });
    next();
  });
  app.use(
    createEvidenceRoutes({
      works: {
        readEvidence: (id, { by, role, via }) => {
          reads.push([id, by, role, via]);
          return Promise.resolve(
            id === deliveryId ? { kind: 'found', evidence } : { kind: 'not_found' },
          );
        },
        findMissingKeys: () => Promise.resolve(missingKeys),
      },
      bound: (work) => work,
    }),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

const ask = (id: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/deliveries/${id}/evidence${headers['query'] ?? ''}`,
    { headers: { Connection: 'close', ...headers }, ...init },
  );
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the evidence of a delivery', () => {
  test.each([
    ['a program', { Accept: 'application/json' }, 'json'],
    ['who takes anything', { Accept: '*/*' }, 'json'],
    ['a person', { Accept: browser }, 'txt'],
    ['who wants plain text', { Accept: 'text/plain' }, 'txt'],
    ['a person who wants JSON', { Accept: browser, query: '?format=json' }, 'json'],
    ['a program that wants text', { Accept: 'application/json', query: '?format=text' }, 'txt'],
  ])('is a file to %s', async (_who, headers, form) => {
    const response = await ask(deliveryId, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename=evidence-${deliveryId}.${form}`,
    );
    const text = await response.text();
    if (form === 'json') expect(JSON.parse(text)).toEqual(evidence);
    else expect(text).toContain(`Evidence of the webhook delivery ${deliveryId}`);
    expect(reads).toEqual([[deliveryId, 'olga', 'operator', 'dashboard']]);
    expect(response.headers.get('content-type')).toMatch(form === 'json' ? /json/ : /^text\/plain/);
  });

  test('is not for viewers', async () => {
    const response = await ask(deliveryId, { 'X-Role': 'viewer', Accept: 'application/json' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden' });
    expect(reads).toEqual([]);
  });

  test.each(['cross-site', 'same-site'])('is not read for a page that is %s', async (site) => {
    const response = await ask(deliveryId, { 'Sec-Fetch-Site': site, Accept: 'application/json' });
    expect([response.status, reads]).toEqual([403, []]);
    expect(await response.json()).toMatchObject({ code: 'cross_site_request' });
  });

  test('is not read by a look at its head', async () => {
    const response = await ask(deliveryId, { Accept: browser }, { method: 'HEAD' });
    expect([response.status, reads]).toEqual([200, []]);
  });

  test.each(['another', encodeURIComponent('a/b"\r\nSet-Cookie: c=d')])(
    'is not found for %s',
    async (id) => {
      const response = await ask(id, { Accept: 'application/json' });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    },
  );

  test('that is not found tells people and programs of a key without which it cannot be', async () => {
    missingKeys = ['k1'];
    const detail = expect.stringMatching(
      /cannot be found\. .* Put key "k1" back into PAYLOAD_KEYS/,
    );
    const response = await ask('another', { Accept: 'application/json' });
    expect(await response.json()).toMatchObject({ code: 'not_found', detail });
    const page = await (await ask('another', { Accept: browser })).text();
    expect(textOf(page)).toEqual(detail);
    missingKeys = [];
    expect(await (await ask('another', { Accept: browser })).text()).not.toContain('PAYLOAD_KEYS');
  });

  test('is only read', async () => {
    const response = await ask(deliveryId, {}, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});
