import type { Ledger } from '@ticketpost/ledger';
import type { Logger } from '@ticketpost/runtime';
import { createConfirmTicketSet } from '../confirm/confirm-ticket-set.ts';
import { createConfirmTrip } from '../confirm/trip/confirm-trip.ts';
import { createDeliverMail } from '../confirm/deliver-mail.ts';
import { createGiveUp } from '../confirm/give-up.ts';
import { createSendConfirmation } from '../confirm/send-confirmation.ts';
import type { WriteConfirmation } from '../confirm/write-confirmation.ts';
import type { EventHandlers } from '../handle-attempt.ts';
import type { Mailer } from '../mail/create-mailer.ts';
import type { Pause } from '../pause/create-pause.ts';
import type { ResolveRecipient } from '../recipient/resolve-recipient.ts';
import { createHeedSupplier } from '../supplier/heed-supplier.ts';
import type { SupplierWord } from '../supplier/judge-answer.ts';
import { createBookingStored } from './booking-stored.ts';
import { createErasureAsked, type EraseEverywhere } from './erasure-asked.ts';
import { createOtherEvent } from './other-event.ts';
import { createResendAsked } from './resend-asked.ts';
import { createTicketDue } from './ticket-due.ts';
import { createTicketedEvent } from './ticketed-event.ts';

export interface HandlersOptions {
  ledger: Omit<Ledger, 'putBooking' | 'release'>;
  pause: Pick<Pause, 'enter'>;
  /** Absent without the supplier's credentials: then what an event says is believed. */
  askSupplier?: ((orderNo: string) => Promise<SupplierWord>) | undefined;
  /** Waits before an order that is not ticketed yet is asked for again. */
  recheckDelaysMs: readonly number[];
  resolveRecipient: ResolveRecipient;
  /** The mailbox for sandbox orders, also where somebody asks for another. */
  sandboxRecipient: string | undefined;
  write: WriteConfirmation;
  submit: Mailer['submit'];
  /** A mail of which a copy may be out is not sent again before a person says so. */
  holdsUncertain: boolean;
  messageIdDomain: string;
  /** How long an order waits for the others of its trip. */
  tripWaitMs: number;
  eraseEverywhere: EraseEverywhere;
  /** Orders that are erased at a time, so that mails go on beside them. */
  erasuresAtOnce: number;
  logger: Logger;
}

/** Makes the handlers of all events, which share one way to a mail. */
export function createHandlers(options: HandlersOptions): EventHandlers {
  const { ledger, askSupplier } = options;
  const isConfirmedBySupplier = askSupplier !== undefined;
  const giveUp = createGiveUp(options);
  const deliverMail = createDeliverMail({ ...options, giveUp });
  const way = {
    ...options,
    askSupplier,
    giveUp,
    heedSupplier: createHeedSupplier(options),
    sendConfirmation: createSendConfirmation({ ...options, giveUp, deliverMail }),
  };
  const confirmTicketSet = createConfirmTicketSet({
    ...way,
    confirmTrip: createConfirmTrip(way),
  });
  return {
    ticketedEvent: createTicketedEvent({ ledger, confirmTicketSet, isConfirmedBySupplier }),
    bookingStored: createBookingStored({ ledger, confirmTicketSet }),
    ticketDue: createTicketDue({ ledger, confirmTicketSet, isConfirmedBySupplier }),
    resendAsked: createResendAsked({ ...options, giveUp, deliverMail, confirmTicketSet }),
    erasureAsked: createErasureAsked(options),
    otherEvent: createOtherEvent({ ledger }),
  };
}
