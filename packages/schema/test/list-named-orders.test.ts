import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listNamedOrders } from '../src/index.ts';
import { hostileText, hostileValue } from './hostile-json.ts';

const orderNo = 'ABCDE20260101000001';
const named = (body: string | Buffer) => [...listNamedOrders(Buffer.from(body))];
const json = JSON.stringify;

describe('a body names an order', () => {
  test.each<[string, string | Buffer]>([
    ['in its place', json({ data: { orderNo } })],
    ['flat', json({ orderNo })],
    ['as the original of another', json({ data: { originalOrderNo: ` ${orderNo} ` } })],
    ['deep inside', json([{ a: [{ b: { orderNo } }] }])],
    [
      'deeper than any event is nested',
      `${'['.repeat(900)}{"orderNo":"${orderNo}"}${']'.repeat(900)}`,
    ],
    ['in a list', json({ orderNos: [orderNo] })],
    ['by another spelling of the field', json({ data: { ORDER_number: orderNo } })],
    ['by a field of full-width letters', json({ ｏｒｄｅｒＮｏ: orderNo })],
    ['with escapes', `{"data":{"orderNo":"ABCDE2026010100000\\u0031"}}`],
    ['in JSON within a text', json({ data: json({ orderNo }) })],
    ['in a text that is JSON twice over', json(json(json({ orderNo })))],
    [
      'in JSON that was cut off, within a text',
      json({ data: json({ orderNo, a: 1 }).slice(0, -2) }),
    ],
    ['cut off behind it', `{"data":{"orderNo":"${orderNo}","orderStatus":2,"x":"0`],
    ['cut off behind it, and escaped', `{"data":"{\\"orderNo\\":\\"${orderNo}\\",\\"x`],
    ['cut off, with escapes in the number', `{"orderNo":"ABCDE2026010100000\\u0031","x`],
    ['without quotes', `{orderNo: ${orderNo}, x: 1`],
    ['in single quotes', `{'orderNo': '${orderNo}'}`],
    ['in a form', `type=order.ticketed&orderNo=${orderNo}&x=1`],
    ['at the end of a form', `x=1&orderNo=${orderNo}`],
    ['in JSON in a form', `data=${encodeURIComponent(json({ orderNo }))}`],
    ['in XML', `<data><orderNo xsi:type="string">${orderNo}</orderNo></data>`],
    ['in an attribute of XML', `<order orderNo="${orderNo}"/>`],
    ['in entities', `{&quot;orderNo&quot;:&quot;${orderNo}&quot;}<`],
    [
      'in bytes that are no UTF-8',
      Buffer.from(`{"orderNo":"${orderNo}","name":"M\u00fcller"}`, 'latin1'),
    ],
    ['in UTF-16', Buffer.from(json({ orderNo }), 'utf16le')],
    ['in UTF-16, big end first', Buffer.from(`\ufeff${json({ orderNo })}`, 'utf16le').swap16()],
  ])('%s', (_how, body) => {
    expect(named(body)).toEqual([orderNo]);
  });

  test.each([
    ['as a number', '{"orderNo": 5}', ['5']],
    ['as a number that was cut off behind', '{"orderNo": 5, "x"', ['5']],
    ['with quotes in it', json({ orderNo: 'a "quoted" one' }), ['a "quoted" one']],
    [
      'and others',
      json({ orderNo: 'A', inner: [{ orderNo: 'B' }, { addonOrderNo: 'C' }] }),
      ['A', 'B', 'C'],
    ],
  ])('%s', (_how, body, expected) => {
    expect(named(body).sort()).toEqual(expected);
  });
});

test.each([
  ['says the number elsewhere', json({ note: orderNo, orderNote: orderNo, reorder: orderNo })],
  ['says it in prose', json({ note: `order ${orderNo}, no: see below` })],
  ['was cut off within the number', `{"data":{"orderNo":"${orderNo}`],
  ['was cut off within a number without quotes', `{"orderNo": 202601010`],
  ['has no value in the field', '{"orderNo":null}{"orderNo":"", "orderNo": true, "orderNo": }'],
  ['has a value of another type', json({ orderNo: { a: 1 }, originalOrderNo: [[orderNo]] })],
  ['has a number that none can be', json({ orderNo: 'x'.repeat(129) })],
  ['is nested without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['is no text', '\u0000\uFFFD%1 0 NaN null'],
  ['is empty', ''],
])('a body that %s names none', (_how, body) => {
  expect(named(body)).toEqual([]);
});

test('a body whose fields are all that there is names each of them', () => {
  const orderNos = Array.from({ length: 5000 }, (_, n) => `ORDER-${n}`);
  expect(named(orderNos.map((one) => `"orderNo":"${one}"`).join(' '))).toEqual(orderNos);
});

test('whatever stands around it, a body that is JSON names what its fields hold', () => {
  fc.assert(
    fc.property(hostileValue, hostileText, (value, text) => {
      const body = json({ [text]: value, more: { orderNo }, [`x${text}`]: [text] });
      expect(named(body)).toContain(orderNo);
    }),
  );
});
