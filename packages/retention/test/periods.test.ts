import { expect, test } from '@jest/globals';
import { readPeriods } from '@ticketpost/retention';
import { retentionVariables } from '../src/retention-variables.ts';
import { readEnvironment } from '@ticketpost/runtime';

const read = (environment: Readonly<Record<string, string>>) =>
  readEnvironment(retentionVariables, environment, () => '');

const names = Object.values(retentionVariables).map(({ name }) => name);

test.each(names)('%s ends what it is about: not for ever, not at once', (name) => {
  for (const value of ['0', '-1', '29', '401', '3650', 'forever', 'off', '90.5', 'Infinity']) {
    expect(read({ [name]: value }).kind).toBe('invalid');
  }
  expect(read({ [name]: '60' }).kind).toBe('valid');
});

test('without settings everything has a period', () => {
  const reading = read({});
  if (reading.kind !== 'valid') throw new Error('it was to be valid');
  expect(readPeriods(reading.config)).toEqual({
    orders: 400,
    personal: 400,
    deadLetters: 90,
    quarantine: 90,
    audit: 400,
  });
});

test('what is personal goes with its order at the latest', () => {
  const reading = read({ RETAIN_ORDERS_DAYS: '90' });
  if (reading.kind !== 'valid') throw new Error('it was to be valid');
  expect(readPeriods(reading.config)).toMatchObject({ orders: 90, personal: 90 });
});
