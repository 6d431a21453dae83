import type { GivingUp, Ledger } from '@ticketpost/ledger';

/** What an attempt left a confirmation as. */
export type ConfirmationOutcome = 'sent' | GivingUp;

export const confirmationOutcomes = [
  'sent',
  'deferred',
  'no_recipient',
  'unconfirmed',
  'superseded',
  'cancelled',
  'grouped',
  'dead',
  'uncertain',
] as const satisfies readonly ConfirmationOutcome[];

/** The ledger, with each confirmation counted that it says an attempt is done with. */
export function countConfirmations<Part extends Pick<Ledger, 'recordSent' | 'giveUp'>>(
  ledger: Part,
  count: (outcome: ConfirmationOutcome) => void,
): Part {
  return {
    ...ledger,
    async recordSent(...args: Parameters<Ledger['recordSent']>) {
      await ledger.recordSent(...args);
      count('sent');
    },
    async giveUp(...args: Parameters<Ledger['giveUp']>) {
      const answer = await ledger.giveUp(...args);
      if (answer === 'done') count(args[1].state);
      return answer;
    },
  };
}
