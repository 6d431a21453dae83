/** What a stable code of a failure means, for people who know nothing of mail servers and queues. */
export interface ReasonExplanation {
  /** A sentence that ends with a full stop, as does the remedy. */
  meaning: string;
  remedy: string;
}

const explanations: Readonly<Record<string, ReasonExplanation>> = {
  // What the mail server says.
  mailbox_refused: {
    meaning: 'The mail server says that this mailbox does not exist or takes no mail.',
    remedy: 'Ask the traveller for another address and send it there, or correct the booking.',
  },
  message_refused: {
    meaning: 'The mail server does not take this message.',
    remedy: "Read the mail server's answer: it names the cause. Redrive when it is mended.",
  },
  smtputf8_missing: {
    meaning:
      'The address has letters beyond ASCII before its @, which the mail server cannot name.',
    remedy: 'Use another address, or a mail server that offers SMTPUTF8.',
  },
  mailbox_busy: {
    meaning: 'The mail server takes nothing for this mailbox just now; it may be full.',
    remedy: 'Nothing: it is tried again by itself.',
  },
  mail_server_busy: {
    meaning: 'The mail server asks to come back later.',
    remedy: 'Nothing: it is tried again by itself.',
  },
  mail_server_unreachable: {
    meaning: 'The mail server cannot be reached.',
    remedy: 'Check that it runs, and host and port in SMTP_URL.',
  },
  mail_server_refused_us: {
    meaning: 'The mail server refuses us by its policy.',
    remedy: "Read the mail server's log: it may block our address or our domain.",
  },
  login_refused: {
    meaning: 'The mail server refuses our login.',
    remedy: 'Check user and password in SMTP_URL.',
  },
  sender_refused: {
    meaning: 'The mail server refuses our sender address.',
    remedy: 'Check MAIL_FROM: the login must be allowed to send as it.',
  },
  tls_failed: {
    meaning: 'No secure line could be made.',
    remedy:
      'Check the port and smtps:// or smtp+starttls:// in SMTP_URL, or ATLAS_BASE_URL, and the certificate; an authority of your own is named by TLS_CA.',
  },
  mail_server_not_found: {
    meaning: 'The host of the mail server has no address.',
    remedy: 'Check the host in SMTP_URL, and the name service.',
  },
  uncertain: {
    meaning:
      'The mail server took the whole message, and the line broke before it answered. A copy may have arrived.',
    remedy: 'Ask the traveller. Redrive with "even if a copy may be out" when none came.',
  },
  resend_without_recipient: {
    meaning: 'The mail was to be sent again, and nobody is known to send it to.',
    remedy: 'Resend it to an address; for a sandbox order set SANDBOX_RECIPIENT.',
  },
  // What the supplier says.
  not_yet: {
    meaning: 'The supplier says that tickets are still missing.',
    remedy: 'Nothing: it is asked again.',
  },
  cancelled: {
    meaning: 'The supplier says that the order is cancelled.',
    remedy: 'Nothing: a later event asks again.',
  },
  superseded: {
    meaning: 'The supplier names newer tickets for the order, and those are mailed.',
    remedy: 'Nothing.',
  },
  not_confirmed: {
    meaning: 'The supplier knows no such order, or never said that it is ticketed.',
    remedy:
      'If the order is yours, ask the supplier and redrive. If it is not, somebody posts forged events: change the webhook secret.',
  },
  throttled: {
    meaning: 'The supplier was asked too often.',
    remedy: 'Nothing: it is asked again by itself.',
  },
  authentication: {
    meaning: 'The supplier refuses our credentials.',
    remedy: 'Check ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET.',
  },
  redirected: {
    meaning: "The supplier's address leads somewhere else.",
    remedy: 'Check ATLAS_BASE_URL.',
  },
  unreachable: {
    meaning: 'The supplier cannot be reached.',
    remedy: 'Check ATLAS_BASE_URL and the way out to the internet. It is asked again by itself.',
  },
  address_not_allowed: {
    meaning:
      "The supplier's address is inside a private network, or without TLS, and nobody allowed that.",
    remedy: 'Check ATLAS_BASE_URL. If it is meant, name its host in OUTBOUND_PRIVATE_HOSTS.',
  },
  timeout: {
    meaning: 'The supplier did not answer in time.',
    remedy: 'Nothing: it is asked again by itself.',
  },
  closed: {
    meaning: 'The worker was stopping while the supplier was asked.',
    remedy: 'Nothing: it is asked again by itself.',
  },
  body_too_large: {
    meaning: "The supplier's answer is too large to be one about an order.",
    remedy: 'Check ATLAS_BASE_URL.',
  },
  supplier_timeout: {
    meaning: 'The supplier took too long.',
    remedy: 'Nothing: it is asked again by itself.',
  },
  supplier_error: {
    meaning: 'The supplier reports an error of its own.',
    remedy: 'Nothing: it is asked again by itself.',
  },
  supplier_refused: {
    meaning: 'The supplier refuses the question about this order.',
    remedy: 'Ask the supplier, then redrive.',
  },
  supplier_unreadable: {
    meaning: "The supplier's answer is not what its documents say.",
    remedy: 'Report it, and redrive after an update.',
  },
  // What the agency says.
  lookup_unavailable: {
    meaning: 'The booking lookup cannot be reached.',
    remedy: 'Mend the service behind BOOKING_LOOKUP_URL, then redrive.',
  },
  lookup_timeout: {
    meaning: 'The booking lookup took too long.',
    remedy: 'Mend the service behind BOOKING_LOOKUP_URL, then redrive.',
  },
  lookup_unreadable: {
    meaning: "The booking lookup's answer cannot be read.",
    remedy: 'Mend the service behind BOOKING_LOOKUP_URL, then redrive.',
  },
  lookup_not_allowed: {
    meaning:
      'The booking lookup is inside a private network, or without TLS, and nobody allowed that.',
    remedy:
      'Check BOOKING_LOOKUP_URL. If it is meant, name its host in OUTBOUND_PRIVATE_HOSTS, then redrive.',
  },
  lookup_refused: {
    meaning: 'The booking lookup refuses to answer.',
    remedy: 'Check BOOKING_LOOKUP_TOKEN, then redrive.',
  },
  no_recipient: {
    meaning: "Nobody has told us the traveller's address.",
    remedy: 'Put a booking, or send it to an address by hand: it goes out at once.',
  },
  event_missing: {
    meaning: 'No event came by the time that the booking names, and nobody could be asked.',
    remedy: "Look at the supplier's portal. Redrive to check again.",
  },
  // What stands in the queues.
  malformed_json: {
    meaning: 'The body of the delivery is no JSON.',
    remedy: 'Look at it, ask the supplier, and discard it, or release it after an update.',
  },
  invalid_event: {
    meaning: 'The body has no order number, or fields of impossible types, or a foreign client id.',
    remedy: 'Look at its problems. Release it after an update, or discard it.',
  },
  invalid_payload: {
    meaning: 'This version of the worker cannot read what the job holds.',
    remedy: 'Redrive after an update.',
  },
  unknown_envelope: {
    meaning: 'This version of the worker cannot read the job.',
    remedy: 'Redrive after an update.',
  },
  damaged_envelope: {
    meaning: 'The sealed part of the job was altered.',
    remedy: 'Nothing can open it. Discard it, and ask the supplier for the order.',
  },
  broken_job: {
    meaning: 'What stands in Redis is no job.',
    remedy: 'Discard it.',
  },
  stalled: {
    meaning: 'Too many workers died over this job.',
    remedy: "Read the workers' logs for why. Redrive when that is mended.",
  },
  unknown_key: {
    meaning: 'It was sealed with a key that is not at hand.',
    remedy: 'Put the key back into PAYLOAD_KEYS.',
  },
  // What passes by itself.
  unexpected: {
    meaning: 'Something failed that should not: a bug, or Redis went away.',
    remedy: "Read the worker's log. Redrive when it is mended.",
  },
  lost_claim: {
    meaning: 'Another attempt had taken the confirmation over.',
    remedy: 'Nothing: it is looked at again by itself.',
  },
  changed_meanwhile: {
    meaning: 'The booking changed while the attempt was under way.',
    remedy: 'Nothing: it is looked at again by itself.',
  },
  unknown: {
    meaning: 'The reason is none that this version knows.',
    remedy: 'Look at the job in the queue, and at the log of the worker.',
  },
};

const httpStatus = /^http_\dxx$/;

/** Every code that has an explanation of its own. */
export const explainedReasons: readonly string[] = Object.keys(explanations);

/** Explains a stable code in plain words; `undefined` for one that nobody has explained. */
export function explainReason(code: string): ReasonExplanation | undefined {
  if (Object.hasOwn(explanations, code)) return explanations[code];
  if (httpStatus.test(code)) {
    return {
      meaning: 'The supplier answers with an error.',
      remedy: 'Nothing: it is asked again by itself.',
    };
  }
  if (code.startsWith('lookup_')) {
    return {
      meaning: 'The booking lookup gave no answer that could be used.',
      remedy: 'Mend the service behind BOOKING_LOOKUP_URL, then redrive.',
    };
  }
  return undefined;
}
