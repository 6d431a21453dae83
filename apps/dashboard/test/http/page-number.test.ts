import { describe, expect, test } from '@jest/globals';
import { findPage, readPageNumber } from '../../src/http/page-number.ts';

describe('a page number', () => {
  test.each([
    [undefined, 1],
    ['1', 1],
    ['999999999', 999_999_999],
    ['0', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['01', undefined],
    ['9'.repeat(30), undefined],
    [['1', '2'], undefined],
  ])('%j is %j', (query, page) => {
    expect(readPageNumber(query)).toBe(page);
  });
});

describe('a page of 50', () => {
  test.each([
    [1, 0, { page: 1, pages: 1, skip: 0 }],
    [2, 51, { page: 2, pages: 2, skip: 50 }],
    [9, 51, { page: 2, pages: 2, skip: 50 }],
    [2, 50, { page: 1, pages: 1, skip: 0 }],
  ])('%d of %d things', (wanted, total, expected) => {
    expect(findPage(wanted, { total, size: 50 })).toEqual(expected);
  });
});
