import { changesPart } from './changes-part.ts';
import { flightsPart } from './flights-part.ts';
import { passengersPart } from './passengers-part.ts';
import { numberRow, row } from './rows.ts';

/** One order: what changed, numbers, flights, passengers, where to check in. */
export const orderPart = `{{#if heading}}


*** {{heading}} ***

{{/if}}
${changesPart}
{{#each sharedReferences}}
${numberRow('order.reference')}
{{/each}}
${row('orderNo', 'order.number')}
${row('agencyReference', 'order.agencyReference')}
${row('price', 'order.price')}

${flightsPart}

${passengersPart}
{{#if checkInLinks}}

{{say "text.checkIn"}}

{{#each checkInLinks}}
{{say "text.label" label=airline}}
  {{href}}
{{/each}}

{{/if}}`;
