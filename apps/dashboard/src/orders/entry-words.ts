const missingWords: Readonly<Record<string, string>> = {
  order_status: 'the order is not ticketed',
  ticket_status: 'tickets that are not issued',
  passengers: 'the passengers',
  ticket_numbers: 'ticket numbers',
};

/** What an order lacks, as one list. */
export function describeMissing(missing: readonly string[] = []): string {
  return listWords(missing.map((part) => missingWords[part] ?? part)) || 'nothing that was named';
}

const places: Readonly<Record<string, { of: string; name: string }>> = {
  sandbox: { of: 'the sandbox’s own', name: 'the sandbox’s mailbox' },
  booking: { of: 'the one of the agency’s booking', name: 'the agency’s booking' },
  lookup: { of: 'the one that the booking lookup gave', name: 'the booking lookup' },
  supplier_contact: { of: 'the contact at the supplier', name: 'the contact at the supplier' },
  resend: { of: 'the one that was asked for', name: 'the wish to send it again' },
  operator: { of: 'the one that an operator named', name: 'an operator' },
  fallback: { of: 'the fallback, since nobody named another', name: 'the fallback' },
};

/** Where the recipient comes from: `the one of the agency’s booking`. */
export function sourceWords(source: string): string {
  return places[source]?.of ?? `from ${source}`;
}

const endings: Readonly<Record<string, string>> = {
  used: 'found',
  none: 'none',
  off: 'not set up',
  not_known: 'does not know the order',
  not_one_mailbox: 'not one mailbox',
  failed: 'no answer',
};

/** One step of the search for a recipient: `booking:none` is `the agency’s booking (none)`. */
export function describeStep(step: string): string {
  const [place = '', ending = ''] = step.split(':');
  return `${places[place]?.name ?? place} (${endings[ending] ?? ending})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
