/** Marks what was not in the mail before. */
export const newMark = '{{#if isNew}} [{{say "new"}}]{{/if}}';

/** A fact behind its label, on a line of its own; no line without it. */
export function row(field: string, label: string, indent = ''): string {
  return `{{#if ${field}}}
${indent}{{say "text.row" label=(say "${label}") value=${field}}}
{{/if}}`;
}

/** A reference or a ticket number, whose label names the half of the journey where it is known. */
export function numberRow(label: string, indent = ''): string {
  return `${indent}{{#if leg}}{{say "text.row" label=(say "${label}OfLeg" leg=leg) value=value}}{{else}}{{say "text.row" label=(say "${label}") value=value}}{{/if}}${newMark}`;
}
