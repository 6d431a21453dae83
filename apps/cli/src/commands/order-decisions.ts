import { Command, Option } from 'commander';
import type { CommandContext } from './command-context.ts';
import { createOrderDecisionCommand } from './order-decision-command.ts';
import { options } from './options.ts';

const notKnown = 'no such order is known';
const notStored = 'Redis did not take it in time: try again';

/** `ticketpost redrive`. */
export function createRedriveCommand(context: CommandContext): Command {
  return createOrderDecisionCommand(context, {
    name: 'redrive',
    description: 'put whatever is left of an order back on its way; no mail is sent twice by it',
    more: [new Option('--even-if-uncertain', 'send again also where a copy may have arrived')],
    doneBy: 'redriven',
    decide: (operations, orderNo, { by, why, via, evenIfUncertain }) =>
      operations.redriveOrder(orderNo, { by, why, via, evenIfUncertain }),
    describe: (outcome) => {
      switch (outcome.kind) {
        case 'redriven':
          return `redriven: ${outcome.deliveryIds.join(', ')}`;
        case 'not_found':
          return notKnown;
        case 'nothing_to_redrive':
          return 'nothing about it waits for a person';
        case 'already_sent':
          return 'already sent: "ticketpost resend" sends it once more';
        case 'uncertain':
          return 'a copy may have arrived: --even-if-uncertain sends another';
        case 'erased':
          return 'it was erased: nothing about it is mailed any more';
        case 'unreadable':
          return `its dead letter cannot be read: ${outcome.because}${describeKeys(outcome)}`;
        case 'not_stored':
          return notStored;
      }
    },
  });
}

/** `ticketpost resend`. */
export function createResendCommand(context: CommandContext): Command {
  return createOrderDecisionCommand(context, {
    name: 'resend',
    description:
      'send a sent confirmation once more, or one that could not be sent to another address',
    more: [new Option('--to <address>', 'to this address and not to the traveller’s')],
    doneBy: 'queued',
    decide: (operations, orderNo, { by, why, via, to }) =>
      operations.resendOrder(orderNo, { by, why, via, to }),
    describe: (outcome) => {
      switch (outcome.kind) {
        case 'queued':
          return `queued: ${outcome.deliveryId}`;
        case 'not_found':
          return notKnown;
        case 'not_sent':
          return 'nothing of it was sent so far, and no order is kept that could be';
        case 'address_missing':
          return 'it was not sent so far: say whereto with --to';
        case 'uncertain':
          return 'a copy may be out: "ticketpost redrive --even-if-uncertain" decides on that first';
        case 'erased':
          return 'it was erased: nobody knows any more what was sent to whom';
        case 'invalid_address':
          return outcome.message;
        case 'unreadable':
          return `what was sent cannot be opened, or was not kept${describeKeys(outcome)}`;
        case 'not_stored':
          return notStored;
      }
    },
  });
}

/** `ticketpost erase`. */
export function createEraseCommand(context: CommandContext): Command {
  return createOrderDecisionCommand(context, {
    name: 'erase',
    description:
      'forget an order everywhere, for good; nothing about it is mailed or stored any more',
    more: [
      options.yes('yes, without asking'),
      new Option(
        '--even-if-unknown',
        'also when nothing is recorded of it: a delivery may be in quarantine or in a journal',
      ),
    ],
    doneBy: 'erased',
    question: (orderNo) => `Erase what is known of the traveller of ${orderNo}, for good?`,
    decide: (operations, orderNo, { by, why, via, evenIfUnknown }) =>
      operations.eraseOrder(orderNo, { by, why, via, evenIfUnknown }),
    describe: (outcome) => {
      switch (outcome.kind) {
        case 'erased':
          return 'erased: a worker removes what is left of it within moments';
        case 'not_found':
          return `${notKnown}: --even-if-unknown erases whatever may come of it`;
        case 'not_stored':
          return notStored;
      }
    },
  });
}

function describeKeys({ missingKeys }: { missingKeys?: readonly string[] }): string {
  return missingKeys === undefined
    ? ''
    : `. Put ${missingKeys.map((keyId) => `key "${keyId}"`).join(' and ')} back into PAYLOAD_KEYS`;
}
