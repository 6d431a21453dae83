import { orderPart } from './text/order-part.ts';

/** The mail as plain text. Values are not escaped here: the view holds them without line breaks. */
export const textTemplate = `{{#if isUpdate}}Your tickets have changed{{else}}Your tickets are issued{{/if}}

Hello{{#if greetingName}} {{greetingName}}{{/if}},

{{#if isUpdate}}
Your tickets have changed since our last message. Please use the details
below from now on.
{{else}}
Here are your booking details. Have them at hand when you check in with
the airline.
{{/if}}

{{#each orders}}
${orderPart}
{{/each}}

IS A NAME WRONG?

Compare every name with the passport or identity card used for travel.
If one is wrong, tell {{brandName}} straight away and quote order{{#if isTrip}}s{{/if}}
{{orderList}}. Names are hard to change close to departure.
{{#if support}}


CONTACT {{brandName}}

{{#if support.email}}
E-mail: {{support.email}}
{{/if}}
{{#if support.phone}}
Phone: {{support.phone}}
{{/if}}
{{/if}}

--
{{brandName}} sends you this message because tickets were {{#if isUpdate}}changed{{else}}issued{{/if}} for
order{{#if isTrip}}s{{/if}} {{orderList}}.
`;
