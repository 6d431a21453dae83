/** The mail as plain text. Values are not escaped here: the view holds them without line breaks. */
export const textTemplate = `Your tickets are issued

Hello{{#if greetingName}} {{greetingName}}{{/if}},

Here are your booking details. Have them at hand when you check in with
the airline.

{{#each sharedReferences}}
Airline reference{{#if leg}} ({{leg}}){{/if}}: {{value}}
{{/each}}
Order number: {{orderNo}}


PASSENGERS

{{#each passengers}}
{{position}}. {{#if name}}{{name}}{{else}}Passenger {{position}}{{/if}}{{#if type}} ({{type}}){{/if}}
{{#if nameOnTicket}}
   Name on ticket: {{nameOnTicket}}
{{/if}}
{{#each references}}
   Airline reference{{#if leg}} ({{leg}}){{/if}}: {{value}}
{{/each}}
{{#each tickets}}
   Ticket number{{#if leg}} ({{leg}}){{/if}}: {{value}}
{{/each}}
{{#if isTicketedUnderReference}}
   Ticket number: same as the airline reference
{{/if}}
{{#each extras}}
   Extra: {{text}}{{#if count}} (×{{count}}){{/if}}
{{/each}}

{{/each}}

IS A NAME WRONG?

Compare every name with the passport or identity card used for travel.
If one is wrong, tell {{brandName}} straight away and quote order
{{orderNo}}. Names are hard to change close to departure.
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
{{brandName}} sends you this message because tickets were issued for
order {{orderNo}}.
`;
