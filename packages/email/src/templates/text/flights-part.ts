const place = `{{#if clock}}{{clock}}, {{/if}}{{#if timeAsGiven}}{{timeAsGiven}}, {{/if}}{{#if dayShift}}{{dayShift}}, {{/if}}{{#if date}}{{date}}, {{/if}}{{airport}}{{#if terminal}}, {{terminal}}{{/if}}`;

const row = (field: string, head: string) => `{{#if ${field}}}
   ${head}: {{${field}}}
{{/if}}`;

/** The flights in the order of travel; nothing without any. */
export const flightsPart = `{{#if flights}}

FLIGHTS (all times are local times at the airport)

{{#each flights}}
{{#if heading}}
{{heading}}

{{/if}}
{{position}}. {{#if date}}{{date}}{{#if flightNumber}}, {{/if}}{{/if}}{{#if flightNumber}}Flight {{flightNumber}}{{else}}{{#unless date}}Flight{{/unless}}{{/if}}
{{#with departure}}
   Departure: ${place}
{{/with}}
{{#with arrival}}
   Arrival: ${place}
{{/with}}
${row('duration', 'Duration')}
${row('airline', 'Airline')}
${row('operatedBy', 'Operated by')}
${row('cabin', 'Cabin')}
${row('fare', 'Fare')}
{{#each baggage}}
   Included baggage{{#if whose}} ({{whose}}){{/if}}: {{words}}
{{/each}}

{{/each}}
{{/if}}`;
