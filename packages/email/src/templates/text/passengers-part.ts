import { newMark, numberRow, row } from './rows.ts';

/** Every passenger with the name on the ticket, numbers and extras. */
export const passengersPart = `{{say "text.passengers"}}

{{#each passengers}}
{{position}}. {{#if name}}{{say "text.value" value=name}}{{else}}{{say "passenger.unnamed" position=position}}{{/if}}{{#if type}} ({{type}}){{/if}}${newMark}
${row('nameOnTicket', 'passenger.nameOnTicket', '   ')}
{{#each references}}
${numberRow('order.reference', '   ')}
{{/each}}
{{#each tickets}}
${numberRow('passenger.ticket', '   ')}
{{/each}}
{{#if isTicketedUnderReference}}
   {{say "text.row" label=(say "passenger.ticket") value=(say "passenger.ticketIsReference")}}{{#if isNewlyUnderReference}} [{{say "new"}}]{{/if}}
{{/if}}
{{#each extras}}
   {{#if flight}}{{say "text.label" label=(say "extras.ofFlight" flight=flight)}}{{else}}{{say "text.label" label=(say "extras.title")}}{{/if}}
{{#each items}}
     {{say "text.value" value=text}}{{#if count}} {{say "extra.count" count=count}}{{/if}}{{#if details}} · {{say "text.value" value=details}}{{/if}}
{{/each}}
{{/each}}

{{/each}}`;
