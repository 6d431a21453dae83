import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { explainReason } from '@ticketpost/operations';
import { composeMessage } from '../src/compose-message.ts';
import type { Concern } from '../src/concern.ts';
import { paths } from '../src/paths.ts';

const document = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
const section = /^## Notifications$([^]*?)^## /m.exec(document)?.[1] ?? '';

const orderNo = 'ABCDE20261124080001123';
const { meaning, remedy } = explainReason('mailbox_refused') ?? { meaning: '', remedy: '' };
const concern: Concern = {
  kind: 'dead_letter',
  state: 'new',
  count: 37,
  reason: 'mailbox_refused',
  meaning,
  remedy,
  examples: [
    {
      orderNo,
      deliveryId: '6f1f9a3e-2a0b-4d5e-9d3c-0a4b5c6d7e8f',
      stage: 'submitting',
      attempt: 1,
      at: '2026-11-24T08:01:12.345Z',
      answer: '550 5.1.1 <m•••@example.com>: no such user',
      path: paths.order(orderNo),
    },
  ],
  path: paths.deadLetters('mailbox_refused'),
};

test('the example in the documents is what is posted', () => {
  const example = /```json\n([^]*?)```/.exec(section)?.[1] ?? '{}';
  expect(JSON.parse(example)).toEqual(
    composeMessage([concern], {
      at: new Date('2026-11-24T08:01:30.000Z'),
      dashboardUrl: 'https://tickets.example.com',
    }),
  );
});

test('the documents name every kind', () => {
  const source = readFileSync(new URL('../src/concern.ts', import.meta.url), 'utf8');
  const kinds = [...source.matchAll(/^ {2}\| '([a-z_]+)'/gm)].map(([, kind]) => kind);
  const documented = [...section.matchAll(/^\| `([a-z_]+)`/gm)].map(([, kind]) => kind);
  expect(documented).toHaveLength(10);
  expect(documented.toSorted()).toEqual(kinds.toSorted());
});
