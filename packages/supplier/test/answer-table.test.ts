import { expect, test } from '@jest/globals';
import { findHttpMeaning, findStatusMeaning } from '../src/answer-table.ts';

const requestRefused = { kind: 'refused', code: 'request_refused' };
const authentication = { kind: 'refused', code: 'authentication' };
const refused = { kind: 'refused', code: 'http_4xx' };
const redirected = { kind: 'refused', code: 'redirected' };
const down = { kind: 'unavailable', code: 'http_5xx' };

test.each<[number, object]>([
  [703, { kind: 'not_found' }],
  [800, { kind: 'not_found' }],
  [705, { kind: 'unavailable', code: 'supplier_timeout' }],
  [701, requestRefused],
  [702, requestRefused],
  [704, requestRefused],
  [900, authentication],
  [9999, { kind: 'unavailable', code: 'supplier_error' }],
  [2, { kind: 'refused', code: 'unknown_status' }],
  [-1, { kind: 'refused', code: 'unknown_status' }],
])('the supplier’s status %d', (status, meaning) => {
  expect(findStatusMeaning(status)).toEqual(meaning);
});

test.each<[number, object | undefined]>([
  [200, undefined],
  [204, undefined],
  [299, undefined],
  [300, redirected],
  [302, redirected],
  [399, redirected],
  [400, refused],
  [401, authentication],
  [403, authentication],
  [404, refused],
  [428, refused],
  [429, { kind: 'throttled' }],
  [499, refused],
  [500, down],
  [503, down],
  [599, down],
])('HTTP %d', (httpStatus, meaning) => {
  expect(findHttpMeaning(httpStatus)).toEqual(meaning);
});
