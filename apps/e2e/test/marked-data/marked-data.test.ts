import { beforeAll, describe, expect, test } from '@jest/globals';
import { findMarks } from './find-marks.ts';
import { documents, personal, secrets, unreadDocuments } from './marks.ts';
import { openSealed } from './open-sealed.ts';
import type { MarkedOrders } from './marked-orders.ts';
import type { Places } from './places.ts';
import { playEveryPath } from './play-every-path.ts';

const passwordHash =
  'scrypt.1024.8.1.c2FsdC1vZi10aGUtdGVzdA.cBt733X7fPZgLJnvuyV75G-ogh0hUHSpU37tnlOkCHw';
const key = { keyId: 'k1', key: Buffer.from(secrets.payloadKey, 'base64') };

let places: Places;
let orders: MarkedOrders;
beforeAll(async () => {
  ({ places, orders } = await playEveryPath(passwordHash));
}, 120_000);

const linux = process.platform === 'linux' ? test : test.skip;
const all = { ...documents, ...unreadDocuments, ...personal, ...secrets };
const join = (pages: ReadonlyMap<string, string>) =>
  [...pages].map(([address, text]) => `${address}\n${text}`).join('\n');

describe('the search itself finds', () => {
  test.each([
    ['in any letter case', 'a MARK-passport-NO b'],
    ['in base64', Buffer.from('xMARK-PASSPORT-NOyy').toString('base64')],
    ['in base64url after two bytes', Buffer.from('xxMARK-PASSPORT-NOy').toString('base64url')],
    ['in hex', Buffer.from('MARK-PASSPORT-NO').toString('hex')],
    ['in UTF-16', Buffer.from('MARK-PASSPORT-NO', 'utf16le').toString('latin1')],
  ])('a mark %s', (_how, text) => {
    expect(findMarks(text, documents)).toEqual(['cardNum']);
  });

  test('what was sent along, in every place that it may be in', () => {
    expect(places.redisFiles).toContain(orders.sent);
    expect(places.redisFiles).toContain('order.addoncomplete');
    expect(places.journal).toContain('k1.');
    expect(places.logs).toContain(orders.refused);
    expect(places.metrics).toContain('ticketpost_');
    expect(places.answers).toContain('malformed_json');
    expect(places.answers).toContain('body_too_large');
    expect(places.alerts).toContain('dead letter');
    expect(places.commands).toContain(orders.sent);
    expect(findMarks(places.mails, personal)).toEqual(
      expect.arrayContaining(['passenger', 'ticketNo', 'pnr', 'name']),
    );
    for (const pages of [places.viewerPages, places.operatorPages]) {
      expect(join(pages)).toContain(orders.refused);
      expect(join(pages)).toContain('order.addoncomplete');
      expect(join(pages)).toContain('malformed_json');
      expect(pages.size).toBeGreaterThan(60);
      expect(pages.size).toBeLessThan(800);
    }
    const opened = openSealed(places.redisFiles, key);
    expect(findMarks(opened.join('\n'), personal)).toEqual(Object.keys(personal));
    expect(findMarks(opened.join('\n'), unreadDocuments)).toEqual(Object.keys(unreadDocuments));
    expect(findMarks(openSealed(places.journal, key).join('\n'), personal)).toContain('passenger');
  });

  linux("what is in the processes' memory and environment", () => {
    expect(places.redisMemory.some((part) => part.includes(orders.sent))).toBe(true);
    expect(places.titles).toContain('redis-server');
    expect(findMarks(places.environments.worker, secrets)).toContain('smtpPassword');
  });
});

describe('neither of a passenger or a traveller nor of a secret is anything', () => {
  test.each([
    ['in the files of Redis', () => places.redisFiles],
    ["in ingest's journal", () => places.journal],
    ['in any log at trace', () => places.logs],
    ['in the metrics', () => places.metrics],
    ['in the alerts', () => places.alerts],
    ["in the processes' titles", () => places.titles],
  ])('%s', (_place, read) => {
    expect(findMarks(read(), all)).toEqual([]);
  });

  test("in ingest's answers, but for the agency's own number that the agency asks for", () => {
    expect(findMarks(places.answers, all)).toEqual(['agencyReference']);
  });

  linux('in the memory of Redis', () => {
    expect(places.redisMemory.flatMap((part) => findMarks(part, all))).toEqual([]);
  });

  test('on a page that a viewer sees, but for what the viewer searched for', () => {
    const found = [...places.viewerPages].flatMap(([address, text]) => {
      const searched = findMarks(address, all);
      const marks = findMarks(text, all).filter((mark) => !searched.includes(mark));
      return marks.length === 0 ? [] : [[address, ...marks]];
    });
    expect(found).toEqual([]);
  });
});

describe('a document field', () => {
  test('is dropped, so that it is in no sealed value either', () => {
    for (const text of [places.redisFiles, places.journal]) {
      expect(findMarks(openSealed(text, key).join('\n'), documents)).toEqual([]);
    }
  });

  test('and a secret are on no page of an operator, in no mail and printed by no command', () => {
    const dropped = { ...documents, ...secrets };
    expect(findMarks(join(places.operatorPages), dropped)).toEqual([]);
    expect(findMarks(places.mails, dropped)).toEqual([]);
    expect(findMarks(places.commands, dropped)).toEqual([]);
  });
});

linux('each process is given the secrets that it needs, and no other', () => {
  const known = Object.entries(places.environments).map(([name, text]) => [
    name,
    findMarks(text, secrets).toSorted(),
  ]);
  expect(Object.fromEntries(known)).toEqual({
    redis: [],
    ingest: ['bookingsKey', 'payloadKey', 'webhookSecret'],
    worker: ['alertSecret', 'lookupToken', 'payloadKey', 'smtpPassword', 'supplierSecret'],
    dashboard: ['payloadKey', 'sessionSecret'],
  });
});
