import { beforeAll, describe, expect, test } from '@jest/globals';
import { languageTags } from '@ticketpost/email';
import { createPrinter, type Printer } from '@ticketpost/printout';
import { brand, buildInput, buildPassenger, familyInput } from './build-input.ts';
import { readExtents, readFacts, readPages } from './read-pdf.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter({ brand });
});

describe.each(languageTags)('the printout in %s', (locale) => {
  test('holds every number, time, code and name', async () => {
    const pages = await readPages(await printer.print({ ...familyInput, locale }));
    const text = pages.join('\n');
    for (const fact of [
      ...['TESTL20230922153224323', 'ET-000123', 'S30814', '412', '50', 'EUR'],
      ...['7810000000001', '7810000000002', '7810000000003'],
      ...['LI/SI', 'ZHANG/SAN', 'ZHANG/LISI', 'Si Li'],
      ...['ZX8405', 'ZX8406', 'CAN', 'HGH', 'Guangzhou', 'Example Air', 'YV'],
      ...['08:30', '00:45', '23:10', 'about noon', '12A', '23'],
      ...['air.example.com', 'Example Travel', 'help@example.com', '+44 20 7946 0000'],
      ...['Register No 00000000'],
    ]) {
      expect(text).toContain(fact);
    }
  });

  test('leaves no character out for want of a glyph', async () => {
    const pages = await readPages(await printer.print({ ...familyInput, locale }));
    expect(pages.join('\n')).not.toMatch(/[\ufffd\0]/u);
  });

  test('says its language and its title, and has headings', async () => {
    const facts = await readFacts(await printer.print({ ...familyInput, locale }));
    expect(facts.info).toMatchObject({
      Language: locale,
      Title: expect.stringContaining('TESTL20230922153224323'),
    });
    expect(facts.markInfo).toMatchObject({ Marked: true });
    expect(facts.roles).toEqual(expect.arrayContaining(['Document', 'H1', 'H2', 'H3', 'P']));
  });

  test('stays between the margins', async () => {
    const extents = await readExtents(await printer.print({ ...familyInput, locale }));
    for (const { left, right } of extents) {
      expect(left).toBeGreaterThanOrEqual(44.9);
      expect(right).toBeLessThanOrEqual(550.4);
    }
  });
});

describe('the printout', () => {
  test('is a PDF that is called by its order number', async () => {
    const attachment = await printer.print(familyInput);
    expect(attachment).toMatchObject({
      filename: 'itinerary-TESTL20230922153224323.pdf',
      contentType: 'application/pdf',
    });
    expect(Buffer.from(attachment.content).toString('latin1', 0, 5)).toBe('%PDF-');
  });

  test.each([
    ['the order number', 'TESTL1', 'itinerary-TESTL1.pdf'],
    ['no path', '../../a\\b', 'itinerary-a-b.pdf'],
    ['what is left of it', 'é"\r\n;x', 'itinerary-x.pdf'],
    ['nothing of it', '訂單', 'itinerary.pdf'],
  ])('has a file name that holds %s', async (_, orderNo, filename) => {
    const { orders } = buildInput();
    const order = { ...orders[0].order, orderNo };
    const attachment = await printer.print(buildInput({}, { orders: [{ order }] }));
    expect(attachment.filename).toBe(filename);
  });

  test('has no flights without an itinerary', async () => {
    const without = await readPages(await printer.print(buildInput()));
    expect(without).toHaveLength(1);
    expect(without.join()).toContain('S30814');
    expect(without.join()).not.toContain('Flights');
  });

  test('is written in the default language when nobody here speaks the wanted one', async () => {
    const spanish = await createPrinter({ brand, defaultLocale: 'es' });
    const facts = await readFacts(await spanish.print(buildInput({}, { locale: 'xx' })));
    expect(facts.info).toMatchObject({ Language: 'es' });
  });

  test('uses an agency’s own words', async () => {
    const own = await createPrinter({
      brand,
      messages: { en: { 'order.reference': 'Record locator' } },
    });
    expect((await readPages(await own.print(buildInput()))).join()).toContain('Record locator');
  });

  test('tells nobody’s name in what describes the file', async () => {
    const { info } = await readFacts(await printer.print(familyInput));
    expect(JSON.stringify(info)).not.toMatch(/zhang|lisi/iu);
  });

  test.each(languageTags)(
    'is the same in %s, byte for byte, whatever was printed before',
    async (locale) => {
      const input = { ...familyInput, locale };
      const first = await printer.print(input);
      const other = await createPrinter({ brand });
      // Fonts have one glyph for all of these and for others of the page.
      const passengers = [buildPassenger({ name: '\u2022\u30fb\uff0f\u2215 \u0649\u06cc' })];
      await other.print(buildInput({ passengers }, { locale }));
      expect(await other.print(input)).toEqual(first);
    },
  );

  test('tells when it was written', async () => {
    const { info } = await readFacts(await printer.print(familyInput));
    expect(info).toMatchObject({ CreationDate: 'D:20261101100000Z' });
  });

  test('leaves its input as it was', async () => {
    const input = structuredClone(familyInput);
    await printer.print(input);
    expect(input).toEqual(familyInput);
  });

  test.each(languageTags)('is small in %s', async (locale) => {
    const { content } = await printer.print({ ...familyInput, locale });
    expect(content.length).toBeLessThan(80_000);
  });
});
