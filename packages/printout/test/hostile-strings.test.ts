import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ConfirmationInput } from '@ticketpost/email';
import { createPrinter, type Printer } from '@ticketpost/printout';
import fc from 'fast-check';
import { brand, buildInput, buildPassenger } from './build-input.ts';
import { readExtents, readPages } from './read-pdf.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter({ brand });
});

const margins = { left: 44.9, right: 550.4 };

/** The string in every place that comes from outside. */
function fillWith(value: string): ConfirmationInput {
  const place = { airport: `9${value}`, time: `T${value}`, terminal: `M${value}` };
  return buildInput(
    {},
    {
      travellerName: value,
      orders: [
        {
          agencyReference: `G${value}`,
          order: {
            orderNo: `O${value}`,
            orderStatus: 2,
            passengers: [
              buildPassenger({
                name: `N${value}/${value}`,
                ticketNos: [`Y${value}`],
                airlinePnrs: [`P${value}`],
                ancillaries: [{ productCode: `E${value}`, seat: { row: value, column: value } }],
              }),
            ],
          },
          itinerary: {
            segments: [
              {
                flightNumber: `F${value}`,
                carrier: `X${value}`,
                operatingCarrier: `Q${value}`,
                cabinClass: `K${value}`,
                fareFamily: `L${value}`,
                departure: place,
                arrival: place,
              },
            ],
            price: { amount: `1${value}`, currency: `C${value}` },
          },
        },
      ],
    },
  );
}

describe('strings from outside, whatever they are', () => {
  test('are printed, and nothing of ours is lost', async () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('سلام', 'שלום', '(', ')', '\u202e', '\u2068', '\u0301', '🎫', '👍🏽', ' '),
    );
    const values = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom('en', 'ar', 'zh-Hans'), async (value, locale) => {
        const pages = await readPages(await printer.print({ ...fillWith(value), locale }));
        expect(pages.join('\n')).toContain('Example Travel');
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['a word without end', 'W'.repeat(400)],
    ['words without end', 'Wide words '.repeat(40)],
    ['Chinese without end', '飞行'.repeat(200)],
    ['Arabic without end', 'سلام'.repeat(100)],
    ['pictures without end', '🎫'.repeat(200)],
  ])('wrap: %s', async (_, value) => {
    for (const locale of ['en', 'ar']) {
      const extents = await readExtents(await printer.print({ ...fillWith(value), locale }));
      for (const { left, right } of extents) {
        expect(left).toBeGreaterThanOrEqual(margins.left);
        expect(right).toBeLessThanOrEqual(margins.right);
      }
    }
  });

  test.each([
    ['Cyrillic', 'ЖУКОВ', 'ЖУКОВ'],
    ['Greek', 'ΠΑΠΑΣ', 'ΠΑΠΑΣ'],
    ['Vietnamese', 'NGUYỄN', 'NGUYỄN'],
    ['Polish', 'ŁÓDŹ', 'ŁÓDŹ'],
    ['Chinese', '张三', '张三'],
    ['letters and marks apart', 'E\u0301', 'É'],
    ['a picture, as a sign that it is missing', 'A🎫', 'A\ufffd'],
    ['a script without a font, likewise', 'שלום', '\ufffd\ufffd\ufffd\ufffd'],
  ])('show %s', async (_, name, shown) => {
    const input = buildInput({ passengers: [buildPassenger({ name })] });
    expect((await readPages(await printer.print(input))).join()).toContain(shown);
  });

  test('print whatever numbers a passenger has', async () => {
    const ticketNos = Array.from({ length: 50 }, (_, index) => `78100000${1000 + index}`);
    const ancillaries = Array.from({ length: 200 }, (_, index) => ({
      productCode: `Extra${index}X`,
    }));
    const input = buildInput({ passengers: [buildPassenger({ ticketNos, ancillaries })] });
    const text = (await readPages(await printer.print(input))).join('\n');
    for (const fact of [...ticketNos, ...ancillaries.map(({ productCode }) => productCode)]) {
      expect(text).toContain(fact);
    }
  });
});
