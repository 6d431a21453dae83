import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseBooking, type Booking } from '../src/index.ts';

const minimal = { email: 'traveller@example.com', name: 'Jane Doe', locale: 'en-GB' };

const flight = {
  departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: '2' },
  arrival: { airport: 'LGW', time: '2026-11-24T15:05' },
};

function read(body: unknown): Booking {
  const parsed = parseBooking(body);
  if (parsed.kind === 'booking') return parsed.booking;
  throw new Error(`not read: ${JSON.stringify(parsed.problems)}`);
}

function problemsOf(body: unknown) {
  const parsed = parseBooking(body);
  if (parsed.kind === 'invalid') return parsed.problems;
  throw new Error('it was read');
}

function withTime(time: unknown) {
  const segments = [{ ...flight, departure: { airport: 'CAN', time } }];
  return { ...minimal, itinerary: { segments } };
}

test('a booking with every field comes back as it was', () => {
  const body = {
    ...minimal,
    cc: ['agent@example.com'],
    agencyReference: 'B-4711',
    itinerary: {
      segments: [
        {
          ...flight,
          direction: 'outbound',
          index: 1,
          carrier: 'U2',
          flightNumber: 'U28405',
          operatingCarrier: 'EC',
          durationMinutes: 755,
          cabinClass: 'Economy',
          fareFamily: 'Basic',
          includedBaggage: [{ passengerType: 'adult', allowance: 'limited', weightKg: 23 }],
        },
      ],
      airlines: [{ code: 'U2', name: 'Example Air', webSite: 'https://air.example.com/' }],
      price: { amount: '412.50', currency: 'EUR' },
    },
    expectTicketBy: '2026-11-24T18:00:00.000Z',
    trip: ['TESTL1', 'TESTL2'],
  };
  expect(read(body)).toEqual(body);
});

describe('texts are tidied', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['the name, to one line', { name: ' Jane \r\n  Doe ' }, { name: 'Jane Doe' }],
    ['spaces around the mailbox', { email: ' a@example.com ' }, { email: 'a@example.com' }],
    ['spaces around a copy', { cc: [' a@example.com'] }, { cc: ['a@example.com'] }],
    ['the locale', { locale: 'zh-hant-tw' }, { locale: 'zh-Hant-TW' }],
    ['a locale with an extension', { locale: 'EN-u-CA-gregory' }, { locale: 'en-u-ca-gregory' }],
    ['the reference', { agencyReference: ' B-1 ' }, { agencyReference: 'B-1' }],
    ['order numbers', { trip: [' N1 ', 'N2'] }, { trip: ['N1', 'N2'] }],
    [
      'a time with an offset',
      { expectTicketBy: '2026-11-24T19:30:00.25+01:30' },
      { expectTicketBy: '2026-11-24T18:00:00.250Z' },
    ],
    [
      'a time in small letters',
      { expectTicketBy: '2026-11-24t18:00:00z' },
      { expectTicketBy: '2026-11-24T18:00:00.000Z' },
    ],
  ])('%s', (_, given, expected) => {
    expect(read({ ...minimal, ...given })).toEqual({ ...minimal, ...expected });
  });

  test.each<[string, string]>([
    ['2026-11-24T08:30', '2026-11-24T08:30'],
    ['2026-11-24 08:30', '2026-11-24T08:30'],
    ['2026-11-24T08:30:00', '2026-11-24T08:30'],
    [' 2028-02-29 23:59:59 ', '2028-02-29T23:59'],
  ])('the local time %j', (time, expected) => {
    expect(read(withTime(time)).itinerary?.segments[0]?.departure.time).toBe(expected);
  });

  test('airports and currency are in upper case', () => {
    const segments = [{ departure: { airport: ' can' }, arrival: { airport: 'lgw' } }];
    const itinerary = { segments, price: { amount: '1', currency: 'eur' } };
    expect(read({ ...minimal, itinerary }).itinerary).toEqual({
      segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'LGW' } }],
      price: { amount: '1', currency: 'EUR' },
    });
  });
});

describe('refused, at', () => {
  test.each<[string, unknown, string[]]>([
    ['null', null, ['']],
    ['a list', [minimal], ['']],
    ['an empty object', {}, ['', '', '']],
    ['an address with a line break', { ...minimal, email: 'a@example.com\nb: c' }, ['/email']],
    ['an address with a line break behind', { ...minimal, email: 'a@example.com\n' }, ['/email']],
    ['two addresses', { ...minimal, email: 'a@example.com,b@example.com' }, ['/email']],
    ['an address with a name', { ...minimal, email: 'Jane <a@example.com>' }, ['/email']],
    ['a copy to a group', { ...minimal, cc: ['a@example.com', 'all:a@b.test;'] }, ['/cc/1']],
    ['six copies', { ...minimal, cc: Array<string>(6).fill('a@example.com') }, ['/cc']],
    ['a name of spaces', { ...minimal, name: ' \n ' }, ['/name']],
    ['a name of 300 characters', { ...minimal, name: 'n'.repeat(300) }, ['/name']],
    ['a name that is a number', { ...minimal, name: 7 }, ['/name']],
    ['a locale with an underscore', { ...minimal, locale: 'en_GB' }, ['/locale']],
    ['a locale that names a variant twice', { ...minimal, locale: 'de-1996-1996' }, ['/locale']],
    ['a language in words', { ...minimal, locale: 'English please' }, ['/locale']],
    [
      'a time without an offset',
      { ...minimal, expectTicketBy: '2026-11-24T18:00:00' },
      ['/expectTicketBy'],
    ],
    [
      'a day that is none',
      { ...minimal, expectTicketBy: '2026-02-30T18:00:00Z' },
      ['/expectTicketBy'],
    ],
    [
      'a month that is none',
      { ...minimal, expectTicketBy: '2026-13-01T18:00:00Z' },
      ['/expectTicketBy'],
    ],
    [
      'an hour that is none',
      { ...minimal, expectTicketBy: '2026-11-24T24:00:00Z' },
      ['/expectTicketBy'],
    ],
    [
      'a time before all years',
      { ...minimal, expectTicketBy: '0000-01-01T00:00:00+01:00' },
      ['/expectTicketBy'],
    ],
    ['a trip of one', { ...minimal, trip: ['N1'] }, ['/trip']],
    ['a trip with one order twice', { ...minimal, trip: ['N1', ' N1'] }, ['/trip']],
    ['an order number with a line break', { ...minimal, trip: ['N1', 'N2\n'] }, ['/trip/1']],
    [
      'a journey without flights',
      { ...minimal, itinerary: { segments: [] } },
      ['/itinerary/segments'],
    ],
    [
      'a local time with Z',
      withTime('2026-11-24T08:30Z'),
      ['/itinerary/segments/0/departure/time'],
    ],
    [
      'a local time with an offset',
      withTime('2026-11-24T08:30+01:00'),
      ['/itinerary/segments/0/departure/time'],
    ],
    [
      'a local time on a day that is none',
      withTime('2027-02-29T08:30'),
      ['/itinerary/segments/0/departure/time'],
    ],
    [
      'the supplier’s form of a time',
      withTime('202611240830'),
      ['/itinerary/segments/0/departure/time'],
    ],
    [
      'an airport by its name',
      { ...minimal, itinerary: { segments: [{ ...flight, arrival: { airport: 'Gatwick' } }] } },
      ['/itinerary/segments/0/arrival/airport'],
    ],
    [
      'a link that is a script',
      {
        ...minimal,
        itinerary: {
          segments: [flight],
          airlines: [{ code: 'U2', webSite: 'javascript:alert(1)' }],
        },
      },
      ['/itinerary/airlines/0/webSite'],
    ],
    [
      'a price with a currency sign',
      { ...minimal, itinerary: { segments: [flight], price: { amount: '€5', currency: '€' } } },
      ['/itinerary/price/amount', '/itinerary/price/currency'],
    ],
    [
      '17 levels',
      { ...minimal, x: JSON.parse(`${'['.repeat(16)}${']'.repeat(16)}`) as unknown },
      [''],
    ],
    ['100,000 levels', JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), ['']],
  ])('%s', (_, body, pointers) => {
    expect(problemsOf(body).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

test('an offset is refused with the reason', () => {
  expect(problemsOf(withTime('2026-11-24T08:30Z'))[0]?.message).toMatch(/never converted/);
});

describe('every unknown field has a problem that names it', () => {
  const deep = { ...flight, gate: 1, arrival: { airport: 'LGW', 'belt/~no': 2 } };

  test('at any depth, escaped', () => {
    const body = { ...minimal, Email: 'x', '': 1, itinerary: { segments: [deep] } };
    expect(
      problemsOf(body)
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual([
      '/',
      '/Email',
      '/itinerary/segments/0/arrival/belt~1~0no',
      '/itinerary/segments/0/gate',
    ]);
  });

  test('cut to 100 characters', () => {
    const [problem] = problemsOf({ ...minimal, ['😀'.repeat(500)]: 1 });
    expect(problem?.pointer).toBe(`/${'😀'.repeat(100)}`);
  });

  test('prototype keys too', () => {
    const text = JSON.stringify(minimal).replace('{', '{"__proto__":{"name":"x"},"constructor":1,');
    expect(
      problemsOf(JSON.parse(text))
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/__proto__', '/constructor']);
    expect({}).not.toHaveProperty('name');
  });

  test('and beyond 1,000 they are counted', () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1]),
    );
    expect(problemsOf({ ...minimal, ...unknown })).toHaveLength(1001);
  });
});

test('no problem holds a value', () => {
  const mark = 'leaked';
  const body = {
    email: `${mark}@`,
    name: [mark],
    locale: `${mark}_${mark}`,
    cc: [`${mark}, ${mark}`],
    agencyReference: { [mark]: mark },
    expectTicketBy: mark,
    trip: [`${mark}\n`, mark, mark],
    itinerary: {
      segments: [{ departure: { airport: mark, time: mark }, arrival: mark, direction: mark }],
      price: { amount: mark, currency: mark },
    },
  };
  const problems = problemsOf(body);
  expect(problems.length).toBeGreaterThanOrEqual(13);
  expect(JSON.stringify(problems)).not.toContain(mark);
});

test('any body is read or refused, and what was read is read again unchanged', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a@example.com', 'en-gb', '2026-11-24 08:30:00', '2026-11-24T18:00:00Z', 'can'),
  );
  const mostly = (...good: string[]) =>
    fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...good) }, text, fc.jsonValue());
  const loose = (keys: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record(keys, { requiredKeys: [] });
  const place = fc.record({
    airport: mostly('CAN', ' lgw ', 'ßß'),
    rest: loose({
      time: mostly('2026-11-24 08:30', '2026-11-24T08:30:59'),
      terminal: mostly(' 2\n', 'N'),
    }),
  });
  const segment = fc.record({ departure: place, arrival: place }).map(({ departure, arrival }) => ({
    departure: { airport: departure.airport, ...departure.rest },
    arrival: { airport: arrival.airport, ...arrival.rest },
  }));
  const body = fc.record({
    email: mostly(' a@example.com ', 'jose\u0301@bücher.example'),
    name: mostly('Jane\nDoe', ' J '),
    locale: mostly('en-gb', 'iw', 'sr-latn'),
    more: loose({
      cc: fc.array(mostly('a@example.com '), { maxLength: 2 }),
      agencyReference: mostly(' B-1\t', 'B 2'),
      trip: fc.uniqueArray(mostly(' N1', 'N2 ', 'N3'), { minLength: 2, maxLength: 3 }),
      expectTicketBy: mostly('2026-11-24T18:00:00+02:00', '2026-11-24 18:00:00.12345z'),
      itinerary: fc.record({ segments: fc.array(segment, { minLength: 1, maxLength: 2 }) }),
    }),
  });
  let passed = 0;
  fc.assert(
    fc.property(body, ({ more, ...required }) => {
      const parsed = parseBooking({ ...required, ...more });
      if (parsed.kind === 'invalid') {
        expect(parsed.problems).not.toEqual([]);
        return;
      }
      passed += 1;
      expect(parseBooking(JSON.parse(JSON.stringify(parsed.booking)))).toEqual(parsed);
    }),
    { numRuns: 800 },
  );
  expect(passed).toBeGreaterThan(100);
});
