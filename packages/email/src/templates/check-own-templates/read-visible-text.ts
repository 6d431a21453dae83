import { parse, type DefaultTreeAdapterTypes } from 'parse5';

/** What a reader sees of a page, without what is hidden. */
export function readVisibleText(html: string): string {
  const texts: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value);
    if (isHidden(node) || !('childNodes' in node)) return;
    for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return texts.join('');
}

function isHidden(node: DefaultTreeAdapterTypes.Node): boolean {
  if (['head', 'style', 'script', 'template', 'noscript'].includes(node.nodeName)) return true;
  const style = 'attrs' in node && node.attrs.find(({ name }) => name === 'style')?.value;
  return typeof style === 'string' && /display\s*:\s*none/i.test(style);
}
