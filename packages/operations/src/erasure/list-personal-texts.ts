/** Fields of a body that nobody has read as an event, by their name. */
const personalField = /name|mail|phone|mobile|contact|ticketno|pnr|passport|card/i;

/** So deep, and no deeper, is looked. */
const deepest = 20;

/** Texts of a body of any form that may be personal, by the names of their fields. */
export function listPersonalTexts(value: unknown, field = '', depth = 0): string[] {
  if (typeof value === 'string') return personalField.test(field) ? [value] : [];
  if (value === null || typeof value !== 'object' || depth > deepest) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => listPersonalTexts(one, field, depth + 1));
  }
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
    // What stands below a personal field is personal too.
    listPersonalTexts(one, personalField.test(name) ? name : field, depth + 1),
  );
}
