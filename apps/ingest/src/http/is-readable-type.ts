import typeIs from 'type-is';

/** Read as JSON: a supplier that forgets its content type must not lose an event. */
const readableTypes = ['application/json', '+json', 'text/plain'];

/**
 * True for a content type that is read as JSON, and for none at all. Only what stands before the
 * first `;` is judged: a parameter that is cut short or empty must not lose an event either.
 */
export function isReadableType(contentType = ''): boolean {
  const [bareType = ''] = contentType.split(';', 1);
  const type = bareType.trim().toLowerCase();
  return type === '' || typeIs.is(type, readableTypes) !== false;
}
