import { changesPart } from './changes-part.ts';
import { flightsPart } from './flights-part.ts';

const newMark = '{{#if isNew}} [new]{{/if}}';

/** One order: numbers, what changed, passengers, flights, where to check in. */
export const orderPart = `{{#if heading}}


*** {{heading}} ***

{{/if}}
${changesPart}
{{#each sharedReferences}}
Airline reference{{#if leg}} ({{leg}}){{/if}}: {{value}}${newMark}
{{/each}}
Order number: {{orderNo}}
{{#if price}}
Total price: {{price}}
{{/if}}


PASSENGERS

{{#each passengers}}
{{position}}. {{#if name}}{{name}}{{else}}Passenger {{position}}{{/if}}{{#if type}} ({{type}}){{/if}}${newMark}
{{#if nameOnTicket}}
   Name on ticket: {{nameOnTicket}}
{{/if}}
{{#each references}}
   Airline reference{{#if leg}} ({{leg}}){{/if}}: {{value}}${newMark}
{{/each}}
{{#each tickets}}
   Ticket number{{#if leg}} ({{leg}}){{/if}}: {{value}}${newMark}
{{/each}}
{{#if isTicketedUnderReference}}
   Ticket number: same as the airline reference{{#if isNewlyUnderReference}} [new]{{/if}}
{{/if}}
{{#each extras}}
   Extra: {{text}}{{#if count}} (×{{count}}){{/if}}{{#if details}} · {{details}}{{/if}}
{{/each}}

{{/each}}
${flightsPart}
{{#if checkInLinks}}

CHECK IN WITH THE AIRLINE

{{#each checkInLinks}}
{{airline}}: {{href}}
{{/each}}

{{/if}}`;
