import type { ConfirmationInput, EmailAttachment } from '@ticketpost/email';
import type { Logger } from '@ticketpost/runtime';
import type { Print } from './write-confirmation.ts';

/**
 * Makes a printing that never costs a mail: what cannot be printed goes out without its printout. Every
 * failure is counted; a line is written when its cause is not that of the failure before, since what
 * hinders one printout usually hinders all.
 */
export function printSafely(
  print: (input: ConfirmationInput) => Promise<EmailAttachment>,
  options: { logger: Logger; countFailure: () => void },
): Print {
  const { logger, countFailure } = options;
  let lastCause: string | undefined;
  return async (input) => {
    try {
      return await print(input);
    } catch (error) {
      countFailure();
      const cause = String(error);
      if (cause !== lastCause) {
        logger.error({ error }, 'a printout could not be made: its mail goes out without');
      }
      lastCause = cause;
      return undefined;
    }
  };
}
