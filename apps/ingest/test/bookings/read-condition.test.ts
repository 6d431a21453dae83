import { describe, expect, test } from '@jest/globals';
import { readCondition } from '../../src/bookings/read-condition.ts';
import { namesVersion } from '../../src/http/entity-tag.ts';

describe('a change', () => {
  test.each([
    ['without conditions', {}, { kind: 'condition' }],
    ['of a version', { 'if-match': '"v1"' }, { ifMatch: ['v1'] }],
    ['of one of several versions', { 'if-match': '"v1" ,"v,2"' }, { ifMatch: ['v1', 'v,2'] }],
    ['of whatever is there', { 'if-match': ' * ' }, { ifMatch: '*' }],
    ['of a weak version, which none is', { 'if-match': 'W/"v1"' }, { ifMatch: [] }],
    ['of nothing', { 'if-none-match': '*' }, { ifNoneMatch: '*' }],
    [
      'under both conditions',
      { 'if-match': '*', 'if-none-match': '*' },
      { ifMatch: '*', ifNoneMatch: '*' },
    ],
    ['of a version without quotes', { 'if-match': 'v1' }, { kind: 'unsupported' }],
    ['of an empty condition', { 'if-match': '' }, { kind: 'unsupported' }],
    ['of a list cut short', { 'if-match': '"v1", "v' }, { kind: 'unsupported' }],
    ['of any but a version', { 'if-none-match': '"v1"' }, { kind: 'unsupported' }],
  ])('%s', (_what, headers, expected) => {
    const reading = 'kind' in expected ? expected : { kind: 'condition', condition: expected };
    expect(readCondition(headers)).toEqual(reading);
  });
});

test.each([
  ['"v1"', true],
  ['W/"v1"', true],
  ['"v0", "v1"', true],
  ['*', true],
  ['"v0"', false],
  ['v1', false],
  [undefined, false],
])('an If-None-Match of %s names version v1: %s', (header, expected) => {
  expect(namesVersion(header, 'v1')).toBe(expected);
});
