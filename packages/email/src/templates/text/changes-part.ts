/** Names what is different from the mail before. */
export const changesPart = `{{#if changes}}
WHAT HAS CHANGED

{{#each changes.added}}
- Passenger added: {{this}}
{{/each}}
{{#each changes.removed}}
- Passenger removed: {{this}}
{{/each}}
{{#each changes.numbers}}
- {{label}}{{#if passenger}} of {{passenger}}{{/if}} {{#if before}}{{#if after}}changed from {{before}} to {{after}}{{else}}removed: {{before}}{{/if}}{{else}}added: {{after}}{{/if}}
{{/each}}


{{/if}}`;
