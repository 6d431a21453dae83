import { parse, type DefaultTreeAdapterTypes } from 'parse5';

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

/** What lists of mails show behind the subject. */
export function readPreheader(html: string): string {
  const [, hidden = ''] = /<div style="display:none[^>]*>(.*?)<\/div>/su.exec(html) ?? [];
  return readVisibleText(hidden).replace(/ (?=[.,])/gu, '');
}

/** Every element with the names of its attributes, and every comment, as a browser takes them. */
export function readStructure(html: string): string[] {
  return Array.from(walk(parse(html)), (node) =>
    'tagName' in node
      ? [node.tagName, ...node.attrs.map(({ name }) => name)].join(' ')
      : node.nodeName,
  ).filter((node) => node !== '#text');
}

/** Where the links lead. */
export function readHrefs(html: string): string[] {
  return Array.from(walk(parse(html)))
    .flatMap((node) => ('tagName' in node ? node.attrs.filter(({ name }) => name === 'href') : []))
    .map(({ value }) => value);
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function* walk(node: Node): Generator<Node> {
  yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child);
}

/** Every element as a browser takes it, with its attributes. */
export function listElements(html: string): Element[] {
  return Array.from(walk(parse(html))).flatMap((node) => ('tagName' in node ? [node] : []));
}

/** What programs read of the mail; throws when they could not. */
export function readJsonLd(elements: readonly Element[]): unknown[] {
  return elements
    .filter(({ tagName }) => tagName === 'script')
    .flatMap(({ childNodes }) => childNodes)
    .map((node) => JSON.parse('value' in node ? node.value : '') as unknown);
}
