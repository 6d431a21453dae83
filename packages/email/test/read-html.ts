const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
  '&amp;': '&',
  '&nbsp;': ' ',
};

/** Every tag and comment of the document in order, attributes included. */
export function readTags(html: string): string[] {
  return html.match(/<[^>]*>/gu) ?? [];
}

/** What the reader sees of the document: no head, no preheader, no tags; entities decoded. */
export function readVisibleText(html: string): string {
  return html
    .replace(/^.*<body[^>]*>/su, '')
    .replace(/<div style="display:none[^>]*>.*?<\/div>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&[^;\s]+;/gu, (entity) => entities[entity] ?? entity)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The runs of letters and digits that have a digit in them: references, ticket and order numbers. */
export function readNumbers(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\d]*\d[\p{L}\d]*/gu));
}

const elements =
  'html|head|meta|title|style|body|div|table|tr|td|th|h1|h2|h3|p|bdi|span|strong|dl|dt|dd|ul|li|br|a';
const attributes =
  'lang|dir|charset|name|content|style|class|role|width|cellpadding|cellspacing|border|align|valign|scope|href|aria-hidden';
const knownTag = new RegExp(
  `</?(?:${elements})(?: (?:${attributes})="[^"<>]*")*>|<!DOCTYPE html>|<!--\\[if mso\\]>|<!\\[endif\\]-->`,
  'gu',
);

/** The document without every tag that our templates may write; of a sound one no bracket is left. */
export function removeKnownTags(html: string): string {
  return html.replace(knownTag, '');
}

/** Where the links lead, entities decoded. */
export function readHrefs(html: string): string[] {
  return Array.from(html.matchAll(/\shref="([^"]*)"/gu), ([, href = '']) =>
    href.replace(/&[^;\s]+;/gu, (entity) => entities[entity] ?? entity),
  );
}
