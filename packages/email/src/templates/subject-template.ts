/**
 * What counts comes first: lists of mails and watches cut the end. Plain text, one line, in which the
 * view has bounded every part.
 */
export const subjectTemplate =
  '{{#if referenceSummary}}{{say "subject.references" variant=variant references=referenceSummary count=orderCount orders=orderSummary}}{{else}}{{say "subject" variant=variant count=orderCount orders=orderSummary}}{{/if}}';
