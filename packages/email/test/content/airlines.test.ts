import { describe, expect, test } from '@jest/globals';
import { describeAirline, describeOperator, describeSeller } from '../../src/content/airlines.ts';
import { english } from '../build-view.ts';

const airlines = [{ code: 'ZX', name: 'Example Air' }, { code: 'YV' }];

describe('an airline', () => {
  test.each([
    ['ZX', 'Example Air (ZX)'],
    ['zx', 'Example Air (zx)'],
    ['YV', 'YV'],
    ['QQ', 'QQ'],
    ['\u200b', undefined],
  ])('of code "%s" is %p', (code, expected) => {
    expect(describeAirline(code, airlines, english)).toBe(expected);
  });
});

describe('of a flight', () => {
  const ends = { departure: { airport: 'CAN' }, arrival: { airport: 'HGH' } };
  test.each([
    [
      'the seller is told by name and code',
      { carrier: 'ZX', flightNumber: 'ZX1' },
      'Example Air (ZX)',
    ],
    ['a code alone is in the flight number', { carrier: 'QQ', flightNumber: 'QQ1' }, undefined],
    ['a code is told where there is no flight number', { carrier: 'QQ' }, 'QQ'],
    ['nobody may be told', {}, undefined],
  ])('%s', (_, segment, expected) => {
    expect(describeSeller({ ...ends, ...segment }, airlines, english)).toBe(expected);
  });

  test.each([
    ['another operator is told', { carrier: 'ZX', operatingCarrier: 'YV' }, 'YV'],
    ['the seller is not told again', { carrier: 'ZX', operatingCarrier: 'zx' }, undefined],
    [
      'the seller may be in the flight number',
      { flightNumber: 'ZX1', operatingCarrier: 'ZX' },
      undefined,
    ],
    ['another may be too', { flightNumber: 'QQ1', operatingCarrier: 'ZX' }, 'Example Air (ZX)'],
    ['nobody may be told to operate', { carrier: 'ZX' }, undefined],
  ])('%s', (_, segment, expected) => {
    expect(describeOperator({ ...ends, ...segment }, airlines, english)).toBe(expected);
  });
});
