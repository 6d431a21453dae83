import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  computeTicketSetId,
  decodeJson,
  parseTicketedOrder,
  readSupplierEvent,
  type Passenger,
  type TicketedOrder,
} from '../src/index.ts';
import {
  hasPlace,
  hostileKey,
  hostileText,
  hostileValue,
  listKeysAndTexts,
  mutationsOf,
  plant,
} from './hostile-json.ts';
import { readTicketed } from './read.ts';
import { orderData, sampleText, ticketedBody } from './sample.ts';

const documentNames = [
  ...['birthday', 'gender', 'nationality', 'cardType', 'cardNum', 'cardExpired', 'cardIssuePlace'],
];
/** Stands in the value of every planted document field. */
const key = Buffer.alloc(32, 5);

const documentMark = 'DOCUMENT-MARK';
/** Stands in values that are kept or refused, never named. */
const valueMark = 'VALUE-MARK';

/** A name in any letter case, with dashes, spaces and the like between its letters. */
const respell = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', '_', '-', ' ', '.')), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((marks) =>
      Array.from(name, (letter, index) => {
        const [isUpper = false, mark = ''] = marks[index] ?? [];
        return (isUpper ? letter.toUpperCase() : letter.toLowerCase()) + mark;
      }).join(''),
    )
    .chain((spelt) => fc.constantFrom(spelt, spelt, spelt, widen(spelt)));

/** In letters of full width, as some keyboards write them. */
const widen = (text: string): string =>
  text.replaceAll(/[a-z]/giu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

const documentValue = fc.constantFrom<unknown>(
  documentMark,
  { year: documentMark },
  [[documentMark]],
  { [documentMark]: 1 },
);
const documentPlants = fc.array(
  fc.record({
    at: fc.nat(),
    member: fc.tuple(fc.constantFrom(...documentNames).chain(respell), documentValue),
  }),
  { minLength: 1, maxLength: 5 },
);
/** All that may be left of an event that is no `order.ticketed`. */
const keptNames = [
  ...['type', 'data', 'orderNo', 'addonOrderNo', 'orderStatus', 'voidStatus'],
  ...['scheduleChangeType', 'refundStatus', 'errorCode'],
];
const unnamedName = fc.oneof(
  fc.constantFrom('passportNo', 'dob', 'idNumber', 'foid', 'sex', 'emailSubject', 'message'),
  fc.constantFrom('emailLink', 'voidCode', 'voidStatus', 'errorCode', 'paxInfo', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((name) => `x${name}`),
);
const unnamedPlants = fc.array(
  fc.record({ at: fc.nat(), member: fc.tuple(unnamedName, documentValue) }),
  { minLength: 1, maxLength: 5 },
);
const valuePlants = fc.array(
  fc.record({ at: fc.nat(), member: fc.tuple(hostileKey, fc.constant(valueMark)) }),
  { maxLength: 3 },
);

const samples: unknown[] = [
  JSON.parse(sampleText),
  ticketedBody({ ticketNotification: orderData() }),
  ticketedBody(
    orderData({
      ancillaries: [
        {
          productCode: 'BAG',
          segmentIndex: '1',
          auxSeatElement: { row: 12, column: 'A' },
          auxBaggageElement: { piece: '1', weight: 20, isAllWeight: 'true', size: '' },
        },
      ],
    }),
  ),
  { ...ticketedBody(orderData()), type: 'order.addonComplete' },
  { refundStatus: 1, orderNo: 'TESTL1', finalRefundAmount: '12.50' },
];
const bentSample = fc.constantFrom(...samples).chain(mutationsOf);
const anyBody = fc.oneof(
  { weight: 6, arbitrary: bentSample },
  { weight: 1, arbitrary: hostileValue },
  { weight: 1, arbitrary: fc.dictionary(hostileKey, hostileValue) },
);

/** As a body comes: text that was parsed. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('any body that is JSON', () => {
  test('is read or refused, and changes no prototype', () => {
    const before = [Object.prototype, Array.prototype, Function.prototype].map((prototype) =>
      Reflect.ownKeys(prototype),
    );
    fc.assert(
      fc.property(anyBody, (value) => {
        const body = overTheWire(value);
        const reading = readSupplierEvent(body);
        expect(['event', 'invalid']).toContain(reading.kind);
        expect(body).toEqual(overTheWire(value));
        const { keys } = listKeysAndTexts(reading);
        expect(keys).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(?:__proto__|constructor|prototype)$/)]),
        );
      }),
    );
    const after = [Object.prototype, Array.prototype, Function.prototype].map((prototype) =>
      Reflect.ownKeys(prototype),
    );
    expect(after).toEqual(before);
  });

  test('leaves no document field behind, wherever it was and however it was spelt', () => {
    fc.assert(
      fc.property(anyBody, documentPlants, (value, plants) => {
        const body = overTheWire(plant(value, plants));
        const { keys, texts } = listKeysAndTexts(readSupplierEvent(body));
        const found = [...keys, ...texts].filter((text) => text.includes(documentMark));
        expect(found).toEqual([]);
        const plain = keys.map((key) => key.replaceAll(/[^a-z]/giu, '').toLowerCase());
        expect(documentNames.filter((name) => plain.includes(name.toLowerCase()))).toEqual([]);
      }),
    );
  });

  test('of another type leaves nothing behind that we do not name', () => {
    fc.assert(
      fc.property(anyBody, unnamedPlants, (value, plants) => {
        const body = overTheWire(plant(value, plants));
        const reading = readSupplierEvent(body);
        const { keys, texts } = listKeysAndTexts(reading);
        expect([...keys, ...texts].filter((text) => text.includes(documentMark))).toEqual([]);
        if (reading.kind === 'invalid' || reading.event.kind !== 'other') return;
        const kept = listKeysAndTexts(reading.event.body).keys;
        expect(kept.filter((name) => !keptNames.includes(name))).toEqual([]);
      }),
    );
  });

  test('is refused by places that it has, and by no value of it', () => {
    fc.assert(
      fc.property(anyBody, valuePlants, (value, plants) => {
        const body = overTheWire(plant(value, plants));
        const reading = readSupplierEvent(body);
        if (reading.kind === 'event') return;
        expect(reading.problems.length).toBeGreaterThan(0);
        expect(reading.problems.length).toBeLessThanOrEqual(1001);
        for (const { pointer, message } of reading.problems) {
          expect([pointer, hasPlace(body, pointer)]).toEqual([pointer, true]);
          expect(pointer + message).not.toContain(valueMark);
          expect(pointer).toMatch(/^(?:\/(?:[A-Za-z]+|\d+))*$/);
        }
      }),
    );
  });

  test('that was read is read again unchanged', () => {
    fc.assert(
      fc.property(anyBody, (value) => {
        const reading = readSupplierEvent(overTheWire(value));
        if (reading.kind === 'invalid') return;
        const { event } = reading;
        if (event.kind === 'other') {
          // Whose account it was is asked at the door, and is not kept.
          const kept = { ...event, clientId: undefined };
          expect(overTheWire(readSupplierEvent(overTheWire(event.body)))).toEqual(
            overTheWire({ kind: 'event', event: kept }),
          );
          return;
        }
        expect(parseTicketedOrder(overTheWire(event.order)).kind).toBe('order');
        const again = readTicketed(overTheWire(asSupplierWrites(event.order)));
        expect(overTheWire(again.order)).toEqual(overTheWire(event.order));
        expect(computeTicketSetId(again.order, key)).toBe(computeTicketSetId(event.order, key));
      }),
    );
  });
});

/** The order as the supplier would have written it. */
function asSupplierWrites({ orderNo, orderStatus, passengers }: TicketedOrder): unknown {
  const paxTicketInfos = passengers.map(({ airlinePnrs, passengerType, ...passenger }) => ({
    ...passenger,
    airlinePNRs: airlinePnrs,
    passengerType: passengerType && ['adult', 'child', 'infant'].indexOf(passengerType),
    ancillaries: passenger.ancillaries.map(({ seat, baggage, ...extra }) => ({
      ...extra,
      auxSeatElement: seat,
      auxBaggageElement: baggage,
    })),
  }));
  return ticketedBody({ orderNo, orderStatus, paxTicketInfos });
}

describe('one ticket set, however the supplier writes it', () => {
  const label = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
  const passenger = fc.record({
    name: fc.oneof(fc.stringMatching(/^[A-Za-zéßıİΣς]{1,10}\/[A-Za-z ]{1,10}$/), hostileText),
    ticketNos: fc.array(label, { maxLength: 3 }),
    airlinePNRs: fc.array(label, { maxLength: 3 }),
  });
  const isName = (name: string): boolean => {
    const [wide, high, low] = [` ${name} `, name.toUpperCase(), name.toLowerCase()];
    return [wide, high, low].every(
      (spelt) => spelt.length <= 120 && !/[@\n\v\f\r\u0085\u2028\u2029]|:\/\/|www\./i.test(spelt),
    );
  };
  const writing = fc.record({
    isNested: fc.boolean(),
    isUpper: fc.boolean(),
    isTextStatus: fc.boolean(),
    isReversed: fc.boolean(),
    documents: documentPlants,
  });

  test('has one id', () => {
    fc.assert(
      fc.property(
        fc.array(passenger, { maxLength: 4 }),
        writing,
        (passengers, { isNested, isUpper, isTextStatus, isReversed, documents }) => {
          fc.pre(passengers.every(({ name }) => isName(name)));
          const plain = { orderNo: 'TESTL1', orderStatus: 2, paxTicketInfos: passengers };
          const turn = <T>(list: readonly T[]): readonly T[] =>
            isReversed ? list.toReversed() : list;
          const rewritten = Object.fromEntries(
            turn(
              Object.entries({
                orderNo: ' TESTL1 ',
                orderStatus: isTextStatus ? '2' : 2,
                paxTicketInfos: turn(
                  passengers.map(({ name, ticketNos, airlinePNRs }) => ({
                    name: isUpper ? name.toUpperCase() : ` ${name.toLowerCase()} `,
                    ticketNos: turn([...ticketNos, ...ticketNos].map((no) => no.toLowerCase())),
                    airlinePNRs: turn(airlinePNRs),
                  })),
                ),
              }),
            ),
          );
          const body = ticketedBody(isNested ? { ticketNotification: rewritten } : rewritten);
          const marked = overTheWire(plant(body, documents));
          expect(idOf(marked)).toBe(idOf(overTheWire(ticketedBody(plain))));
        },
      ),
    );
  });

  const idOf = (body: unknown): string => computeTicketSetId(readTicketed(body).order, key);
});

test('lists of any length make a bounded answer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), hostileValue, (length, value) => {
      const list: unknown[] = Array.from({ length }, () => value);
      const reading = readSupplierEvent(ticketedBody({ orderNo: 'TESTL1', paxTicketInfos: list }));
      if (reading.kind === 'invalid') expect(reading.problems.length).toBeLessThanOrEqual(1001);
      else expect(passengersOf(reading.event)?.length ?? 0).toBeLessThanOrEqual(200);
    }),
  );
});

function passengersOf(event: object): Passenger[] | undefined {
  return 'order' in event ? (event.order as TicketedOrder).passengers : undefined;
}

describe('bytes of any kind', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(text)),
    fc
      .tuple(fc.nat({ max: sampleText.length }), fc.uint8Array({ maxLength: 3 }))
      .map(([at, some]) =>
        Buffer.concat([
          Buffer.from(sampleText.slice(0, at)),
          Buffer.from(some),
          Buffer.from(sampleText.slice(at + some.length)),
        ]),
      ),
    fc
      .integer({ min: 1, max: 60_000 })
      .map((levels) => Buffer.from('['.repeat(levels) + ']'.repeat(levels))),
  );

  test('are JSON or not, and what is JSON is read or refused', () => {
    fc.assert(
      fc.property(bytes, (raw) => {
        const decoding = decodeJson(raw);
        if (decoding.kind === 'malformed') return;
        expect(['event', 'invalid']).toContain(readSupplierEvent(decoding.value).kind);
      }),
    );
  });
});
