const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
  '&amp;': '&',
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
