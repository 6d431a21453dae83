/** What counts comes first: lists of mails and watches cut the end. Plain text, one line. */
export const subjectTemplate =
  '{{#if isUpdate}}Your tickets have changed{{else}}Tickets issued{{/if}}{{#if referenceSummary}}: {{referenceSummary}}{{/if}} (order{{#if isTrip}}s{{/if}} {{orderSummary}})';
