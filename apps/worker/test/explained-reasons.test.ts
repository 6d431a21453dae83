import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { explainReason } from '@ticketpost/operations';
import { failureClasses } from '../src/mail/failure-classes.ts';
import { lookupStatuses } from '../src/recipient/lookup-statuses.ts';

const source = new URL('../src/', import.meta.url);

/** Codes that are written out where a job or a confirmation is given up. */
function findWrittenCodes(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file, source), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/(?:killJob\(\s*['`]([a-z_]+):|\breason: '([a-z_]+)')/g)].map(
      ([, dead, reason]) => dead ?? reason ?? '',
    ),
  );
}

const inTables = [
  ...failureClasses.map(({ code }) => code),
  ...lookupStatuses.map(({ means }) => means).filter((means) => means.startsWith('lookup_')),
  'http_4xx',
  'http_5xx',
];

test('finds codes to explain', () => {
  expect(findWrittenCodes()).toEqual(
    expect.arrayContaining(['not_yet', 'event_missing', 'damaged_envelope', 'unexpected']),
  );
});

test.each([...new Set([...inTables, ...findWrittenCodes()])])(
  'the reason %s is explained to people who know nothing of mail servers',
  (code) => {
    const { meaning = '', remedy = '' } = explainReason(code) ?? {};
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  },
);

test('a code that nobody has explained is not explained away', () => {
  for (const code of ['brand_new', '', 'constructor', '__proto__']) {
    expect(explainReason(code)).toBeUndefined();
  }
});
