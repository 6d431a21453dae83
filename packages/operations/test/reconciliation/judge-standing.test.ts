import { expect, test } from '@jest/globals';
import type { ConfirmationState } from '@ticketpost/ledger';
import { judgeStanding } from '../../src/reconciliation/judge-standing.ts';

const rows: [known: string, states: ConfirmationState[] | 'nothing', standing: string][] = [
  ['nothing at all', 'nothing', 'owed'],
  ['a booking or a timeline alone', [], 'owed'],
  ['a set that another took the place of', ['superseded'], 'owed'],
  ['a set that was cancelled', ['cancelled'], 'owed'],
  ['both of these', ['superseded', 'cancelled'], 'owed'],
  ['one at work', ['claimed'], 'in_hand'],
  ['one being handed over', ['submitting'], 'in_hand'],
  ['one to be tried again', ['deferred'], 'in_hand'],
  ['one that the supplier is asked about again', ['unconfirmed'], 'in_hand'],
  ['one without an address', ['no_recipient'], 'in_hand'],
  ['one that waits for its trip', ['grouped'], 'in_hand'],
  ['one of which a copy may be out', ['uncertain'], 'in_hand'],
  ['a dead letter', ['dead'], 'in_hand'],
  ['a sent one', ['sent'], 'sent'],
  ['a sent one in place of another', ['superseded', 'sent'], 'sent'],
  ['a sent one and then a cancelled one', ['sent', 'cancelled'], 'sent'],
  ['a sent one, and a changed one at work', ['sent', 'unconfirmed'], 'in_hand'],
  ['one at work in place of another', ['superseded', 'claimed'], 'in_hand'],
];

test.each(rows)('an order of which the ledger knows %s (%j) is %s', (_, states, standing) => {
  const record =
    states === 'nothing'
      ? undefined
      : {
          confirmations: states.map((state, index) => ({
            ticketSetId: String(index),
            state,
            attempts: 1,
          })),
        };
  expect(judgeStanding(record)).toBe(standing);
});
