import { describe, expect, test } from '@jest/globals';
import { createPrinter } from '@ticketpost/printout';
import { paginate } from '../src/page/paginate.ts';
import type { Group } from '../src/page/group.ts';
import { brand, buildInput, buildPassenger, buildSegment } from './build-input.ts';
import { readPages } from './read-pdf.ts';

const pageHeight = 100;

function buildGroup(heights: number[], overrides: Partial<Group> = {}): Group {
  return { pieces: heights.map((height) => ({ height, marks: [] })), gap: 0, ...overrides };
}

/** The heights of the pieces, group by group, page by page. */
function layOut(groups: Group[]): number[][][] {
  return paginate(groups, pageHeight).map((page) =>
    page.map(({ pieces }) => pieces.map(({ height }) => height)),
  );
}

describe('groups on pages', () => {
  const heading = buildGroup([10], { staysWithNext: true });
  const padded = { padding: { inline: 0, block: 10 } };
  test.each<[string, Group[], number[][][]]>([
    ['fill a page', [buildGroup([60]), buildGroup([40])], [[[60], [40]]]],
    ['go to the next page whole', [buildGroup([60]), buildGroup([30, 30])], [[[60]], [[30, 30]]]],
    [
      'take their heading along',
      [buildGroup([60]), heading, buildGroup([40])],
      [[[60]], [[10], [40]]],
    ],
    [
      'take the heading of their heading along',
      [buildGroup([60]), heading, heading, buildGroup([30])],
      [[[60]], [[10], [10], [30]]],
    ],
    ['count their gap', [buildGroup([60]), buildGroup([35], { gap: 10 })], [[[60]], [[35]]]],
    ['have no gap on top', [buildGroup([60]), buildGroup([100], { gap: 9 })], [[[60]], [[100]]]],
    ['count their padding', [buildGroup([60]), buildGroup([30], padded)], [[[60]], [[30]]]],
    [
      'are split between pieces when no page could hold them',
      [buildGroup([40, 40, 40, 40])],
      [[[40, 40]], [[40, 40]]],
    ],
    [
      'are split below their heading',
      [buildGroup([30]), heading, buildGroup([50, 50])],
      [[[30]], [[10], [50]], [[50]]],
    ],
    [
      'have a page to themselves when too high',
      [buildGroup([10]), buildGroup([300])],
      [[[10]], [[300]]],
    ],
    ['leave no page empty', [buildGroup([300]), buildGroup([10])], [[[300]], [[10]]]],
  ])('%s', (_, groups, expected) => {
    expect(layOut(groups)).toEqual(expected);
  });
});

describe('forty passengers on ten flights', () => {
  const passengers = Array.from({ length: 40 }, (_, index) =>
    buildPassenger({ name: `PAX/N${index}X`, ticketNos: [`78100000${1000 + index}`] }),
  );
  const segments = Array.from({ length: 10 }, (_, index) =>
    buildSegment({ index, flightNumber: `ZX8${100 + index}`, fareFamily: `Fare${index}X` }),
  );

  test('keep what is one card or one passenger on one page', async () => {
    const printer = await createPrinter({ brand });
    const pages = await readPages(
      await printer.print(buildInput({ passengers, itinerary: { segments } })),
    );
    expect(pages.length).toBeGreaterThan(2);
    const together = [
      ...passengers.map(({ name, ticketNos }) => [name, ...ticketNos]),
      ...segments.map(({ flightNumber = '', fareFamily = '' }) => [flightNumber, fareFamily]),
    ];
    for (const facts of together) {
      const holding = pages.filter((page) => facts.every((fact) => page.includes(fact)));
      expect(holding).toHaveLength(1);
    }
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
  });
});
