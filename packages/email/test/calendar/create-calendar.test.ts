import { describe, expect, test } from '@jest/globals';
import type { Segment } from '@ticketpost/schema';
import fc from 'fast-check';
import { createCalendar } from '../../src/calendar/create-calendar.ts';
import { createLanguages } from '../../src/language/create-languages.ts';
import {
  bareItinerary,
  buildItinerary,
  buildSegment,
  familyItinerary,
} from '../build-itinerary.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { readEvents, readLines } from './read-calendar.ts';

const languages = createLanguages();
const [language] = languages;
const writtenAt = new Date('2026-11-01T10:00:00.750Z');
const options = { language, writtenAt, brandName: 'Example Travel' };
const family = { order: familyOrder, itinerary: familyItinerary };

/** A flight that extras cannot name. */
const unnumbered: Segment = {
  flightNumber: 'ZX8405',
  departure: { airport: 'CAN', time: '2026-11-24T08:30' },
  arrival: { airport: 'HGH', time: '2026-11-24T10:45' },
};

function createFor(segments: Segment[], revision = 0) {
  return createCalendar(
    [{ order: familyOrder, itinerary: buildItinerary(segments), revision }],
    options,
  );
}

function createOneFlight(departure: [string, string], arrival: [string, string?], told?: number) {
  const [airport, time] = arrival;
  return createFor([
    buildSegment({
      departure: { airport: departure[0], time: departure[1] },
      arrival: { airport, ...(time === undefined ? {} : { time }) },
      ...(told === undefined ? {} : { durationMinutes: told }),
    }),
  ]);
}

describe('the calendar file', () => {
  test.each([
    ['nothing is known of the flights', { order: familyOrder }],
    ['no departure can be read', { order: familyOrder, itinerary: bareItinerary }],
  ])('is not there when %s', (_why, content) => {
    expect(createCalendar([content], options)).toBeUndefined();
  });

  test('is published, with an entry for each flight of each order', () => {
    const other = { ...family, order: { ...familyOrder, orderNo: 'OTHER1' } };
    const calendar = createCalendar([family, { order: buildOrder({}) }, other], options);
    const lines = readLines(calendar);
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
    expect(lines).toContain('METHOD:PUBLISH');
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
    expect(lines.filter((line) => line.startsWith('PRODID:'))).toHaveLength(1);
    expect(new Set(readEvents(calendar).map(({ uid }) => uid)).size).toBe(4);
  });

  test('has what an entry needs, and no alarm', () => {
    const [event] = readEvents(createCalendar([{ ...family, revision: 3 }], options));
    expect(event).toMatchObject({
      sequence: 3,
      status: 'CONFIRMED',
      transparency: 'OPAQUE',
      class: 'PRIVATE',
      dtstamp: new Date('2026-11-01T10:00:00Z'),
    });
    expect(event?.alarms).toBeUndefined();
  });

  test.each([
    {
      what: 'both in their zones',
      calendar: createOneFlight(['CAN', '2026-11-24T08:30'], ['LHR', '2026-11-24T14:30']),
      has: [
        'DTSTART;TZID=Asia/Shanghai:20261124T083000',
        'DTEND;TZID=Europe/London:20261124T143000',
      ],
      zones: ['Asia/Shanghai', 'Europe/London'],
    },
    {
      what: 'both floating between unknown airports',
      calendar: createOneFlight(['QQQ', '2026-11-24T08:30'], ['ZZZ', '2026-11-24T14:30']),
      has: ['DTSTART:20261124T083000', 'DTEND:20261124T143000'],
      zones: [],
    },
    {
      what: 'start and length when only the departure is known',
      calendar: createOneFlight(['CAN', '2026-11-24T08:30'], ['ZZZ', '2026-11-24T14:30'], 135),
      has: ['DTSTART;TZID=Asia/Shanghai:20261124T083000', 'DURATION:PT2H15M'],
      zones: ['Asia/Shanghai'],
    },
    {
      what: 'start and length when only the arrival is known',
      calendar: createOneFlight(['QQQ', '2026-11-24T08:30'], ['HGH', '2026-11-24T14:30'], 60),
      has: ['DTSTART:20261124T083000', 'DURATION:PT1H0M'],
      zones: [],
    },
    {
      what: 'the start alone when nothing tells the end',
      calendar: createOneFlight(['CAN', '2026-11-24T08:30'], ['HGH', 'noon']),
      has: ['DTSTART;TZID=Asia/Shanghai:20261124T083000'],
      zones: ['Asia/Shanghai'],
    },
    {
      what: 'the start alone when the arrival comes before it',
      calendar: createOneFlight(['CAN', '2026-11-24T08:30'], ['HGH', '2026-11-24T07:30']),
      has: ['DTSTART;TZID=Asia/Shanghai:20261124T083000'],
      zones: ['Asia/Shanghai'],
    },
    {
      what: 'a floating start in an hour that comes twice',
      calendar: createOneFlight(['LHR', '2027-10-31T01:30'], ['CDG', '2027-10-31T05:00']),
      has: ['DTSTART:20271031T013000'],
      zones: [],
    },
  ])('has $what', ({ calendar, has, zones }) => {
    const lines = readLines(calendar);
    const inEvent = lines.slice(lines.indexOf('BEGIN:VEVENT'));
    expect(inEvent.filter((line) => /^(?:DTSTART|DTEND|DURATION)/u.test(line))).toEqual(has);
    expect(lines.filter((line) => line.startsWith('TZID:'))).toEqual(
      zones.map((zone) => `TZID:${zone}`),
    );
  });

  test('has each zone once however many entries name it', () => {
    const lines = readLines(createCalendar([family, family], options));
    expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1);
  });

  test.each([
    ['to the east', 'LHR', '2027-07-01T21:30', 'DXB', '2027-07-02T07:25', '20:30', '03:25'],
    ['to the west', 'JFK', '2027-01-10T18:00', 'LAX', '2027-01-10T21:20', '23:00', '05:20'],
    ['over the date line', 'AKL', '2027-01-10T20:00', 'LAX', '2027-01-10T11:00', '07:00', '19:00'],
    ['with half an hour', 'DEL', '2027-01-10T02:00', 'KTM', '2027-01-10T03:45', '20:30', '22:00'],
    [
      'over a change of clocks',
      'LHR',
      '2027-03-27T23:30',
      'LIS',
      '2027-03-28T03:05',
      '23:30',
      '02:05',
    ],
  ])('leads a reader to the right instants %s', (_where, from, left, to, arrived, start, end) => {
    const [event] = readEvents(createOneFlight([from, left], [to, arrived]));
    expect(event?.start.toISOString().slice(11, 16)).toBe(start);
    expect(event?.end?.toISOString().slice(11, 16)).toBe(end);
  });

  test('keeps the UIDs of its entries whatever becomes of the times, and raises the sequence', () => {
    const before = readEvents(createFor(familyItinerary.segments));
    const later = familyItinerary.segments.map((segment) => ({
      ...segment,
      departure: { airport: 'SZX', time: '2027-01-01T10:00' },
      flightNumber: 'ZX1',
    }));
    const after = readEvents(createFor(later, 1));
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(after.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect(before.map(({ sequence }) => sequence)).toEqual([0, 0]);
  });

  test.each([
    ['without an index', [unnumbered, unnumbered]],
    ['with one index', [buildSegment(), buildSegment()]],
    ['with the index of another place', [buildSegment({ index: 2 }), buildSegment({ index: 1 })]],
  ])('tells flights %s apart', (_how, segments) => {
    expect(new Set(readEvents(createFor(segments)).map(({ uid }) => uid)).size).toBe(2);
  });

  test('shows nothing of the order in a UID, and ends it with the domain given', () => {
    const calendar = createCalendar([family], { ...options, uidDomain: 'mail.example.com' });
    for (const { uid } of readEvents(calendar)) {
      expect(uid).toMatch(/^[0-9a-f]{32}@mail\.example\.com$/u);
    }
  });

  test.each(languages.map((one) => [one.tag, one] as const))('speaks %s', (_tag, spoken) => {
    const [event] = readEvents(createCalendar([family], { ...options, language: spoken }));
    const [start = '', end = ''] = spoken.say('calendar.passengers', { names: '|' }).split('|');
    expect(event?.summary).toContain('ZX8405');
    expect(event?.location).toContain('CAN');
    expect(event?.description).toContain('S30814');
    expect(event?.description).toContain(start);
    expect(event?.description).toContain(end);
  });

  test('stays readable and folded, with entries of the same kind, whatever the strings hold', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const place = { airport: `9${value}`, terminal: value };
        const segment = buildSegment({
          flightNumber: value,
          carrier: value,
          operatingCarrier: value,
          departure: { ...place, time: '2026-11-24T08:30' },
          arrival: { ...place, time: value },
        });
        const order = {
          ...buildOrder({ name: value, airlinePnrs: [value] }),
          orderNo: `O${value}`,
        };
        const airlines = [{ code: value, name: value }];
        const itinerary = buildItinerary([segment], { airlines });
        for (const spoken of languages) {
          const calendar = createCalendar([{ order, itinerary }], {
            ...options,
            brandName: value,
            language: spoken,
          });
          expectWellFormed(calendar ?? '');
          const names = readLines(calendar).map((line) => line.split(/[:;]/u, 1)[0]);
          expect(names.filter((name) => name === 'BEGIN')).toHaveLength(2);
          expect(names.filter((name) => name === 'SUMMARY')).toHaveLength(1);
          expect(readEvents(calendar)).toHaveLength(1);
        }
      }),
    );
  });
});

const fragments = [
  '\r\n',
  '\n',
  '\r',
  'END:VEVENT',
  'BEGIN:VALARM',
  ':',
  ';',
  ',',
  '\\',
  '\\n',
  '"',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...fragments, '\u2028', '\u0085', '\u202e', '\0', '\ud83d', '🎫', '中'))
    .map((parts) => parts.join('')),
);

/** Lines of at most 75 octets that end with CRLF, each of them whole UTF-8 (RFC 5545, 3.1). */
function expectWellFormed(calendar: string): void {
  const bytes = Buffer.from(calendar, 'utf8');
  expect(bytes.toString('utf8')).toBe(calendar);
  const lines = calendar.split('\r\n');
  expect(lines.at(-1)).toBe('');
  expect(lines.filter((line) => /[\r\n]/u.test(line))).toEqual([]);
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(lines.filter((line) => /\p{Cs}/u.test(line))).toEqual([]);
}
