import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What the HTML of a mail holds beside what its page shows. */
export function readHiddenParts(html: string): { preheader: string; jsonLd: string[] } {
  const elements = [...walk(parse(html))];
  const hidden = elements.find(
    (element) => element.tagName === 'div' && /display:\s*none/u.test(attribute(element, 'style')),
  );
  const scripts = elements.filter(
    (element) =>
      element.tagName === 'script' && attribute(element, 'type') === 'application/ld+json',
  );
  return {
    preheader: hidden === undefined ? '' : readText(hidden).trim(),
    jsonLd: scripts.map(readText),
  };
}

function* walk(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child);
}

function attribute({ attrs }: Element, name: string): string {
  return attrs.find((one) => one.name === name)?.value ?? '';
}

function readText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(readText).join('') : '';
}
