/**
 * What the supplier's texts may hold where a mail shows them. Whoever learnt the webhook's secret
 * must not be able to write a traveller an address to go to.
 */
export const supplierTextRules = {
  /** Ticket numbers and references. Without a dot there is no domain. */
  number: {
    maxLength: 40,
    pattern: '^[A-Za-z0-9 \\t\\u00a0/|,*-]*$',
    message: 'must be letters A to Z, digits, blanks and - / | , * only',
  },
  name: {
    maxLength: 120,
    pattern: '^(?!.*(?:://|@|[Ww][Ww][Ww]\\.))[^\\n\\v\\f\\r\\u0085\\u2028\\u2029]*$',
    message: 'must be one line without ://, @ and www.',
  },
  /** Texts for display of extras; these may say `20 kg @ 30 EUR`. */
  text: {
    pattern: '^(?![\\s\\S]*(?:://|\\S@\\S|[Ww][Ww][Ww]\\.))',
    message: 'must be without ://, www. and mailboxes',
  },
} as const;
