import { afterEach, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { createCallerAddress } from '../../src/door/caller-address.ts';
import { startIngest, type IngestUnderTest } from '../start-ingest.ts';

describe('behind', () => {
  const read = (trustedProxies: number, forwarded: string | undefined) =>
    createCallerAddress({ trustedProxies })({
      socket: { remoteAddress: '::ffff:10.0.0.1' },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    }).address;

  test.each<[number, string | undefined, string | undefined]>([
    [0, undefined, '10.0.0.1'],
    [0, '203.0.113.7', '10.0.0.1'],
    [0, 'nonsense', '10.0.0.1'],
    [1, undefined, '10.0.0.1'],
    [1, '203.0.113.7', '203.0.113.7'],
    [1, '6.6.6.6, 203.0.113.7', '203.0.113.7'],
    [1, '6.6.6.6,nonsense,,203.0.113.7:1234', '203.0.113.7'],
    [1, '203.0.113.7,', undefined],
    [1, '203.0.113.7, unknown', undefined],
    [1, '', undefined],
    [2, '203.0.113.7, 10.0.0.2', '203.0.113.7'],
    [2, '6.6.6.6, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    // Who comes past the first proxy writes one entry less.
    [2, '203.0.113.7', undefined],
    [2, undefined, '10.0.0.1'],
    [1, `${'6.6.6.6, '.repeat(1200)}203.0.113.7`, '203.0.113.7'],
  ])('%i proxies that tell %j the caller is %j', (trustedProxies, forwarded, address) => {
    expect(read(trustedProxies, forwarded)).toBe(address);
  });
});

describe('ALLOWED_IPS behind a proxy', () => {
  let ingest: IngestUnderTest | undefined;
  afterEach(async () => {
    await ingest?.close();
    ingest = undefined;
  });
  const sample = JSON.stringify(sampleDelivery());

  test.each<[number, string | undefined, number]>([
    [1, '198.51.100.7', 200],
    [1, '6.6.6.6, 198.51.100.7', 200],
    [1, '198.51.100.7:51234', 200],
    [1, '198.51.100.7, 6.6.6.6', 404],
    [1, '198.51.100.7,', 404],
    [1, 'unknown', 404],
    [1, undefined, 404],
    [2, '198.51.100.7, 10.0.0.2', 200],
    [2, '198.51.100.7', 404],
    [0, '198.51.100.7', 404],
  ])('%i hops: who comes with X-Forwarded-For %j is answered %i', async (hops, header, status) => {
    ingest = await startIngest({ allowedIps: ['198.51.100.0/24'], trustedProxies: hops });
    const headers = header === undefined ? {} : { 'X-Forwarded-For': header };
    expect((await ingest.post(sample, headers as Record<string, string>)).status).toBe(status);
  });
});
