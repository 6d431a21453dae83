import type { ConfirmationState } from './confirmation.ts';

/** A confirmation's state; `none` while nothing is stored of it. */
export type StepState = ConfirmationState | 'none';

/** One row of the confirmation's state machine. */
export interface ConfirmationStep {
  step: 'claim' | 'renew' | 'mark submitting' | 'record sent' | 'give up' | 'release' | 'settle';
  from: readonly StepState[];
  /** Whose the claim is, seen from the attempt that takes the step; `stranger`: not this attempt's. */
  holder?: 'this attempt' | 'this delivery' | 'another delivery' | 'stranger';
  lease?: 'alive' | 'over';
  /** Only while a copy may be out. */
  isMarked?: true;
  /** Only while an order is held. */
  isHolding?: true;
  /** Only for an attempt that found nobody to write to, and saw another booking, or none. */
  isBookingChanged?: true;
  /**
   * `as said`: the state that the attempt gives up for. A state by name is also the one that `give
   * up` must ask for.
   */
  to: ConfirmationState | 'unchanged' | 'as said';
  answer:
    | 'claimed'
    | 'waiting'
    | 'sent'
    | 'undecided'
    | 'held'
    | 'done'
    | 'lost'
    | 'booking_changed'
    | 'recorded'
    | 'released'
    | 'settled'
    | 'not_given_up'
    | 'not_uncertain';
  /** Of the mark that a copy may be out; `as said`: set when the attempt says so, else kept. */
  mark: 'kept' | 'set' | 'cleared' | 'as said';
  /**
   * `left`: no attempt's any more, but the delivery's for as long as the attempt says. That is what
   * `asked` counts; it begins anew when a claim is `ended`, unless the confirmation is deferred.
   */
  claim: 'given' | 'renewed' | 'ended' | 'left' | 'unchanged';
  /** Of the order that is to be mailed; `as said`: replaced when the attempt brings one, else kept. */
  held: 'kept' | 'dropped' | 'as said';
  because: string;
}
