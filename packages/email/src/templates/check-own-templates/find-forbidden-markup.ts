import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { judgeAddress, judgeStyles, type AddressUse } from './judge-address.ts';
import type { Finding } from './template-problem.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** What mail programs drop or warn of, or what a stranger's words must never become. */
const forbiddenElements = new Set([
  ...['applet', 'base', 'button', 'embed', 'form', 'frame', 'frameset', 'iframe', 'input'],
  ...['object', 'select', 'textarea'],
]);

/** Attributes that fetch something when the mail is opened, or lead somewhere. */
const addressUses: Readonly<Record<string, AddressUse>> = {
  src: 'resource',
  background: 'resource',
  poster: 'resource',
  data: 'resource',
  srcset: 'resource',
  href: 'link',
  'xlink:href': 'link',
  action: 'link',
  formaction: 'link',
};

/**
 * Scripts, forms, event handlers, and addresses that are not safe. `isFilled` tells a mail from its
 * template, in which an address may be made of pieces still. Lines are those of `html`.
 */
export function findForbiddenMarkup(html: string, { isFilled }: { isFilled: boolean }): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node, linesBefore: number) => {
    if ('data' in node && node.data.startsWith('[if')) {
      // Outlook reads what stands in a conditional comment.
      const markup = node.data.replace(/^[^>]*>/, '').replace(/<!\[endif\]$/, '');
      visit(parse(markup, { sourceCodeLocationInfo: true }), linesBefore + lineOf(node) - 1);
    }
    if ('tagName' in node) {
      findings.push(
        ...judgeElement(node, isFilled).map((finding) => ({
          ...finding,
          line: (finding.line ?? lineOf(node)) + linesBefore,
        })),
      );
    }
    const inside = 'content' in node ? [node.content] : 'childNodes' in node ? node.childNodes : [];
    for (const child of inside) visit(child, linesBefore);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }), 0);
  return findings;
}

function judgeElement(element: Element, isFilled: boolean): Finding[] {
  const { tagName, attrs } = element;
  const value = (name: string) => attrs.find((attribute) => attribute.name === name)?.value;
  const findings: Finding[] = [];
  const forbid = (what: string) => {
    const message = `holds ${what}, which no mail may; take it out`;
    findings.push({ code: 'forbidden_markup', line: undefined, message });
  };
  if (tagName === 'script') {
    const isData = value('type') === 'application/ld+json';
    if (!isData) forbid('a <script>');
    else if (isFilled && !isJson(readText(element))) forbid('JSON-LD other than {{jsonLd}}');
  }
  if (forbiddenElements.has(tagName)) forbid(`<${tagName}>`);
  if (tagName === 'meta' && value('http-equiv')?.toLowerCase() === 'refresh') {
    forbid('a <meta http-equiv="refresh">');
  }
  for (const { name, value: text } of attrs) {
    const line = element.sourceCodeLocation?.attrs?.[name]?.startLine;
    if (name.startsWith('on')) {
      const message = `holds an event handler (${name}), which no mail may; take it out`;
      findings.push({ code: 'forbidden_markup', line, message });
    }
    const use = tagName === 'link' && name === 'href' ? 'resource' : addressUses[name];
    const message =
      name === 'style'
        ? judgeStyles(text, { isFilled })
        : use && judgeAddress(text, { name, use, isFilled });
    if (message !== undefined) findings.push({ code: 'insecure_address', line, message });
  }
  if (tagName === 'style') {
    const message = judgeStyles(readText(element), { isFilled });
    if (message !== undefined)
      findings.push({ code: 'insecure_address', line: undefined, message });
  }
  return findings;
}

function lineOf(node: DefaultTreeAdapterTypes.ChildNode): number {
  return node.sourceCodeLocation?.startLine ?? 1;
}

function readText({ childNodes }: Element): string {
  return childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
