/** What counts comes first: lists of mails and watches cut the end. Plain text, one line. */
export const subjectTemplate =
  'Tickets issued{{#if referenceSummary}}: {{referenceSummary}}{{/if}} (order {{orderNo}})';
