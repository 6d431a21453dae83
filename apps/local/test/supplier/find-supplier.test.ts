import { expect, it } from '@jest/globals';
import { findSupplier } from '../../src/supplier/find-supplier.ts';

const url = 'https://supplier.example.com';

it.each([
  ['no address', {}, { kind: 'stand_in' }],
  ['an empty address', { ATLAS_BASE_URL: '' }, { kind: 'stand_in' }],
  ['half an account', { ATLAS_CLIENT_ID: 'me' }, { kind: 'stand_in' }],
  ['an address', { ATLAS_BASE_URL: url }, { kind: 'given', url }],
])('with %s the supplier is %j', (_name, environment, found) => {
  expect(findSupplier(environment)).toEqual(found);
});
