/** An entity tag (RFC 9110, section 8.8.3), without its quotes. */
export interface EntityTag {
  value: string;
  isWeak: boolean;
}

const entityTag = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
const entityTagList = new RegExp(`^(${entityTag.source})(\\s*,\\s*(${entityTag.source}))*$`);

/** Reads the value of an `If-Match` or `If-None-Match`; `undefined` when there is none. */
export function parseEntityTags(
  text: string | undefined,
): EntityTag[] | '*' | 'unreadable' | undefined {
  const list = text?.trim();
  if (list === undefined || list === '*') return list;
  if (!entityTagList.test(list)) return 'unreadable';
  return [...list.matchAll(entityTag)].map(([, weak, value = '']) => ({
    value,
    isWeak: weak !== undefined,
  }));
}

/** Whether an `If-None-Match` names this version; a weak tag counts, as RFC 9110 has it for reading. */
export function namesVersion(ifNoneMatch: string | undefined, version: string): boolean {
  const tags = parseEntityTags(ifNoneMatch);
  if (tags === undefined || tags === 'unreadable') return false;
  return tags === '*' || tags.some(({ value }) => value === version);
}
