import type { ConfirmationState } from './confirmation.ts';

/** A confirmation's state; `none` while nothing is stored of it. */
export type StepState = ConfirmationState | 'none';

/** One row of the confirmation's state machine. */
export interface ConfirmationStep {
  step: 'claim' | 'renew' | 'mark submitting' | 'record sent' | 'give up' | 'release';
  from: readonly StepState[];
  /** Whose the claim is, seen from the attempt that takes the step; `stranger`: not this attempt's. */
  holder?: 'this attempt' | 'this delivery' | 'another delivery' | 'stranger';
  lease?: 'alive' | 'over';
  /** Only while a copy may be out. */
  isMarked?: true;
  /** `as said`: the state that the attempt gives up for. */
  to: ConfirmationState | 'unchanged' | 'as said';
  answer:
    | 'claimed'
    | 'waiting'
    | 'sent'
    | 'undecided'
    | 'held'
    | 'done'
    | 'lost'
    | 'recorded'
    | 'released'
    | 'not_uncertain';
  /** Of the mark that a copy may be out; `as said`: set when the attempt says so, else kept. */
  mark: 'kept' | 'set' | 'cleared' | 'as said';
  claim: 'given' | 'renewed' | 'ended' | 'unchanged';
  because: string;
}

const everyState: readonly StepState[] = [
  'none',
  'claimed',
  'submitting',
  'sent',
  'deferred',
  'no_recipient',
  'dead',
  'uncertain',
];
const heldStates: readonly StepState[] = ['claimed', 'submitting'];
const givenUpStates: readonly StepState[] = ['deferred', 'no_recipient', 'dead'];

const nothingChanges = { to: 'unchanged', mark: 'kept', claim: 'unchanged' } as const;

/**
 * The confirmation's state machine. Of the rows of a step the first that applies decides; columns
 * that are absent ask nothing. `claimed` is answered with the mark as it then stands, so that
 * whoever may send a second copy knows it.
 */
export const confirmationSteps: readonly ConfirmationStep[] = [
  {
    step: 'claim',
    from: ['sent'],
    ...nothingChanges,
    answer: 'sent',
    because: 'a ticket set is mailed once',
  },
  {
    step: 'claim',
    from: ['uncertain'],
    ...nothingChanges,
    answer: 'undecided',
    because: 'a person decides',
  },
  {
    step: 'claim',
    from: heldStates,
    holder: 'this attempt',
    ...nothingChanges,
    answer: 'claimed',
    because: 'the answer was lost on the way and the connection asks again',
  },
  {
    step: 'claim',
    from: heldStates,
    holder: 'this delivery',
    lease: 'alive',
    ...nothingChanges,
    answer: 'waiting',
    because: 'an earlier attempt may be at work',
  },
  {
    step: 'claim',
    from: heldStates,
    holder: 'another delivery',
    lease: 'alive',
    ...nothingChanges,
    answer: 'held',
    because: 'somebody else sends this very mail',
  },
  {
    step: 'claim',
    from: ['submitting'],
    lease: 'over',
    to: 'claimed',
    answer: 'claimed',
    mark: 'set',
    claim: 'given',
    because: 'nobody knows whether the mail server took the mail of the attempt before',
  },
  {
    step: 'claim',
    from: ['claimed'],
    lease: 'over',
    to: 'claimed',
    answer: 'claimed',
    mark: 'kept',
    claim: 'given',
    because: 'the attempt before handed nothing over and no longer can',
  },
  {
    step: 'claim',
    from: ['none', ...givenUpStates],
    to: 'claimed',
    answer: 'claimed',
    mark: 'kept',
    claim: 'given',
    because: 'nobody is at work',
  },
  {
    step: 'renew',
    from: heldStates,
    holder: 'this attempt',
    to: 'unchanged',
    answer: 'done',
    mark: 'kept',
    claim: 'renewed',
    because: 'a lease that ran out still stands while nobody took the claim',
  },
  {
    step: 'mark submitting',
    from: heldStates,
    holder: 'this attempt',
    to: 'submitting',
    answer: 'done',
    mark: 'kept',
    claim: 'renewed',
    because: 'the first byte goes to the mail server after this',
  },
  {
    step: 'give up',
    from: heldStates,
    holder: 'this attempt',
    to: 'as said',
    answer: 'done',
    mark: 'as said',
    claim: 'ended',
    because: 'the attempt ends without a sent mail',
  },
  ...(['renew', 'mark submitting', 'give up'] as const).map((step) => ({
    step,
    from: everyState,
    holder: 'stranger' as const,
    ...nothingChanges,
    answer: 'lost' as const,
    because: 'the claim is not the attempt’s, or no longer',
  })),
  {
    step: 'record sent',
    from: everyState,
    to: 'sent',
    answer: 'recorded',
    mark: 'cleared',
    claim: 'ended',
    because: 'a mail that was taken is a fact, whoever reports it',
  },
  {
    step: 'release',
    from: ['uncertain'],
    to: 'deferred',
    answer: 'released',
    mark: 'cleared',
    claim: 'unchanged',
    because: 'a person decided that the mail goes out again',
  },
  {
    step: 'release',
    from: givenUpStates,
    isMarked: true,
    to: 'deferred',
    answer: 'released',
    mark: 'cleared',
    claim: 'unchanged',
    because: 'the same decision, before an attempt asked for it',
  },
  {
    step: 'release',
    from: everyState,
    ...nothingChanges,
    answer: 'not_uncertain',
    because: 'there is nothing to decide, or an attempt is at work',
  },
];
