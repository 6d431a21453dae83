/** Names what is different from the mail before. */
export const changesPart = `{{#if changes}}
{{say "text.changes"}}

{{#each changes.lines}}
- {{parts this}}
{{/each}}


{{/if}}`;
