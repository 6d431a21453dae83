import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';

import { orderTicketedSchema } from '../src/index.ts';
import { sampleText, ticketedBody } from './sample.ts';

const published: unknown = JSON.parse(
  readFileSync(new URL('../order-ticketed.schema.json', import.meta.url), 'utf8'),
);

test('the published file is what `pnpm run generate` writes', () => {
  expect(published).toEqual(orderTicketedSchema);
});

test('the published file is valid by its own draft, and usable by itself', () => {
  const validate = new Ajv2020({ strict: false }).compile(published as object);
  expect(validate(JSON.parse(sampleText))).toBe(true);
  expect(validate(ticketedBody({ orderNo: 'N1' }))).toBe(true);
  expect(validate({ ...ticketedBody({ orderNo: 'N1' }), type: ' Order.TICKETED' })).toBe(true);
  expect(validate({ ...ticketedBody({ orderNo: 'N1' }), type: 'order.void' })).toBe(false);
  expect(validate(ticketedBody({}))).toBe(false);
});

test('every field of the sample has a description', () => {
  const order = orderTicketedSchema.$defs.order.properties;
  const passenger = order.paxTicketInfos.items.properties;
  const described = Object.entries({ ...orderTicketedSchema.properties, ...order, ...passenger })
    .filter(([, { description }]) => description.length > 0)
    .map(([name]) => `"${name}"`);
  expect(described).toEqual(expect.arrayContaining(sampleText.match(/"\w+"(?=:)/g) ?? ['no key']));
});
