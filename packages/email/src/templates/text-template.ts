import { orderPart } from './text/order-part.ts';

/** The mail as plain text. Values are not escaped here: the view holds them without line breaks. */
export const textTemplate = `{{say "title" variant=variant}}
{{#if routeSummary}}
{{say "text.value" value=routeSummary}}{{#if firstDate}} · {{firstDate}}{{/if}}
{{/if}}
{{say "bookedWith" brand=brandName}}

{{#if greetingName}}{{say "greeting" name=greetingName}}{{else}}{{say "greetingNobody"}}{{/if}}

{{prose "intro" variant=variant}}

{{#each orders}}
${orderPart}
{{/each}}
{{#if hasCalendar}}
{{prose "attachments.calendar"}}
{{/if}}
{{#if hasPrintout}}
{{prose "attachments.printout"}}
{{/if}}

{{say "text.names"}}

{{prose "names.body" brand=brandName count=orderCount orders=orderList}}
{{#if support}}


{{say "text.support" brand=brandName}}

{{#if support.email}}
{{say "text.row" label=(say "support.email") value=support.email}}
{{/if}}
{{#if support.phone}}
{{say "text.row" label=(say "support.phone") value=support.phone}}
{{/if}}
{{/if}}

--
{{prose "footer" variant=variant brand=brandName count=orderCount orders=orderList}}
{{#each legalFooter}}
{{this}}
{{/each}}
`;
