/** How an action on an order ended that was not carried out: the status, and what to do. */
export const refusals = {
  not_found: { status: 404, text: 'Nothing is known of this order any more.' },
  nothing_to_redrive: {
    status: 409,
    text: 'Nothing about this order waits to be redriven. Somebody may have done it a moment ago.',
  },
  already_sent: {
    status: 409,
    text: 'The confirmation was sent by now. Send it again if the traveller needs another copy.',
  },
  uncertain: {
    status: 409,
    text: 'A copy may be out already. Tick the box below if another one may go out all the same.',
  },
  not_sent: {
    status: 409,
    text: 'No confirmation was sent so far, and none is kept that could be.',
  },
  erased: { status: 409, text: 'This order was erased: nobody knows any more what was sent.' },
  unreadable: {
    status: 409,
    text: 'What it takes cannot be read: its key is not among PAYLOAD_KEYS, or it was not kept.',
  },
  address_missing: {
    status: 422,
    text: 'It was not sent so far: give the address that it is to go to.',
  },
  invalid_address: { status: 422, text: 'The address was not taken.' },
  not_stored: {
    status: 503,
    text: 'Redis did not take it in time. It may come through all the same: look at the timeline before you do it again.',
  },
} as const;

export type Refusal = keyof typeof refusals;

/** What a page says after an action that was carried out; each stands in the page's address. */
export const successes = {
  redriven: {
    event: 'redriven',
    text: 'Put back on the queue. A worker takes it within moments: load this page again to see how it went.',
  },
  queued: {
    event: 'resent',
    text: 'Queued: the mail goes out again within moments. Load this page again to see that it did.',
  },
  erased: {
    event: 'erased',
    text: 'Erased. Nothing of the traveller is shown or mailed any more; a worker removes what is left within moments.',
  },
} as const;

export type Success = keyof typeof successes;

export function isSuccess(kind: string): kind is Success {
  return Object.hasOwn(successes, kind);
}
