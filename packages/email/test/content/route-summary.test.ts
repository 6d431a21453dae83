import { describe, expect, test } from '@jest/globals';
import type { Segment } from '@ticketpost/schema';
import { summarizeRoute } from '../../src/content/route-summary.ts';
import { english } from '../build-view.ts';

/** `CAN-HGH`, perhaps with the dates of departure and arrival in November. */
function fly(route: string, direction?: Segment['direction'], days: number[] = []): Segment {
  const [from = '', to = ''] = route.split('-');
  const at = (airport: string, day?: number) => ({
    airport,
    ...(day === undefined ? {} : { time: `2026-11-${day}T12:00` }),
  });
  return {
    ...(direction === undefined ? {} : { direction }),
    departure: at(from, days[0]),
    arrival: at(to, days[1] ?? days[0]),
  };
}

describe('the route in few words', () => {
  test.each<[string, Segment[], string | undefined]>([
    ['is nothing without flights', [], undefined],
    ['is that of the only flight', [fly('CAN-HGH')], 'Guangzhou – Hangzhou'],
    ['has the codes of unknown airports', [fly('X1X-X2X')], 'X1X – X2X'],
    ['leads over a connection', [fly('CAN-HGH'), fly('HGH-CDG')], 'Guangzhou – Paris'],
    [
      'leads to the end of the outbound direction',
      [fly('CAN-HGH', 'outbound'), fly('HGH-CDG', 'outbound'), fly('CDG-LHR', 'return')],
      'Guangzhou – Paris',
    ],
    [
      'turns back where there is one stay',
      [fly('CAN-HGH'), fly('HGH-CAN')],
      'Guangzhou – Hangzhou',
    ],
    [
      'turns back where one stays longest',
      [
        fly('CAN-HGH', undefined, [10]),
        fly('HGH-CDG', undefined, [11]),
        fly('CDG-CAN', undefined, [20]),
      ],
      'Guangzhou – Paris',
    ],
    [
      'is nothing where the times do not tell the turn',
      [fly('CAN-HGH'), fly('HGH-CDG'), fly('CDG-CAN')],
      undefined,
    ],
    ['is nothing for a flight to where it started', [fly('CAN-CAN')], undefined],
  ])('%s', (_, segments, expected) => {
    expect(summarizeRoute(segments, english)).toBe(expected);
  });
});
