import { describe, expect, test } from '@jest/globals';
import { summarizeCodes, summarizeNames } from '../../src/content/summaries.ts';
import { english } from '../build-view.ts';

const long = 'N'.repeat(100);

describe('codes in few words', () => {
  test.each([
    ['are nothing for none', [], ''],
    ['are all where they are few', ['A', 'B', 'C'], 'A, B, C'],
    ['are each told once', ['A', 'B', 'A', 'B'], 'A, B'],
    ['are counted where they are many', ['A', 'B', 'C', 'D'], 'A, B + 2'],
    ['are counted where they are long', [long, long.toLowerCase()], `${long} + 1`],
    ['are one at least', ['N'.repeat(200)], 'N'.repeat(200)],
  ])('%s', (_, values, expected) => {
    expect(summarizeCodes(values, 3)).toBe(expected);
  });
});

describe('names in few words', () => {
  test.each([
    ['are nothing for none', [], ''],
    ['are all where they are few', ['Ann', 'Ben', 'Cal'], 'Ann, Ben and Cal'],
    ['are each told once', ['Ann', 'Ann'], 'Ann'],
    ['are counted where they are many', ['Ann', 'Ben', 'Cal', 'Dan'], 'Ann, Ben and 2 others'],
    ['are counted where they are long', [long, long.toLowerCase()], `${long} and 1 other`],
  ])('%s', (_, values, expected) => {
    expect(summarizeNames(values, english)).toBe(expected);
  });
});
