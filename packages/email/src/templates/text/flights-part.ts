import { row } from './rows.ts';

const indent = '   ';

const place = (field: string, label: string) => `{{#with ${field}}}
${indent}{{#if clock}}{{say "text.row" label=(say "${label}") value=clock}}{{else if timeAsGiven}}{{say "text.row" label=(say "${label}") value=timeAsGiven}}{{else}}{{say "text.label" label=(say "${label}")}}{{/if}}{{#if dayShift}} ({{dayShift}}){{/if}}{{#if date}} · {{date}}{{/if}}{{#if city}}{{#if clock}} ·{{/if}}{{#if timeAsGiven}} ·{{/if}} {{#if country}}{{say "flight.cityAndCountry" city=city country=country}}{{else}}{{say "text.value" value=city}}{{/if}}{{/if}}
${indent}  {{#if code}}{{say "nameAndCode" name=airport code=code}}{{else}}{{say "text.value" value=airport}}{{/if}}{{#if terminal}} · {{terminal}}{{/if}}
{{/with}}`;

/** The flights in the order of travel; nothing without any. */
export const flightsPart = `{{#if flights}}

{{say "text.flights"}}

{{prose "flights.localTimes"}}

{{#each flights}}
{{#if heading}}
{{heading}}

{{/if}}
{{#if connection}}
{{#if connection.isOvernight}}{{prose "text.note" text=connection.text note=(say "connection.overnight")}}{{else}}{{prose "text.value" value=connection.text}}{{/if}}

{{/if}}
{{position}}. {{#if date}}{{date}}{{#if flightNumber}} · {{/if}}{{/if}}{{#if flightNumber}}{{say "flight.number" number=flightNumber}}{{else}}{{#unless date}}{{say "flight.unnamed" position=position}}{{/unless}}{{/if}}
${place('departure', 'flight.departure')}
${place('arrival', 'flight.arrival')}
${row('duration', 'flight.duration', indent)}
${row('airline', 'flight.airline', indent)}
${row('operatedBy', 'flight.operatedBy', indent)}
${row('cabin', 'flight.cabin', indent)}
${row('fare', 'flight.fare', indent)}
{{#each baggage}}
${indent}{{say "text.row" label=label value=words}}
{{/each}}

{{/each}}
{{/if}}`;
