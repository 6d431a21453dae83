import { parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Scheme = 'light' | 'dark';

/** A run of text with what it is written in and on, as `#rrggbb`. */
export interface ColoredText {
  text: string;
  color: string;
  background: string;
}

type Element = DefaultTreeAdapterTypes.Element;

interface Rule {
  /** A selector of classes and elements, taken apart: `.sheet > table` is two steps. */
  steps: readonly { name: string; isChild: boolean }[];
  weight: number;
  property: string;
  value: string;
}

/**
 * Every run of text that is seen, with its colours: those of the elements' own styles, and in the
 * dark those of the rules for dark mode, which all are `!important`.
 */
export function readTextColors(html: string, scheme: Scheme): ColoredText[] {
  const rules = scheme === 'dark' ? readDarkRules(html) : [];
  const texts: ColoredText[] = [];
  const visit = (
    node: DefaultTreeAdapterTypes.Node,
    colors: { color: string; background: string },
    ancestors: readonly Element[],
  ): void => {
    if (node.nodeName === '#text' && 'value' in node && node.value.trim() !== '') {
      texts.push({ text: node.value.trim(), ...colors });
    }
    if (!('childNodes' in node)) return;
    const path = 'tagName' in node ? [...ancestors, node] : ancestors;
    const own = 'tagName' in node ? readColors(node, ancestors, rules) : {};
    if (own === 'hidden') return;
    for (const child of node.childNodes) visit(child, { ...colors, ...own }, path);
  };
  visit(parse(html), { color: '#000000', background: '#ffffff' }, []);
  return texts;
}

function readColors(
  element: Element,
  ancestors: readonly Element[],
  rules: readonly Rule[],
): 'hidden' | { color?: string; background?: string } {
  if (['head', 'style', 'script'].includes(element.tagName)) return 'hidden';
  const styles = new Map(
    attributeOf(element, 'style')
      .split(';')
      .map((declaration): [string, string] => {
        const [property = '', value = ''] = declaration.split(':');
        return [property.trim(), value.trim()];
      }),
  );
  if (styles.get('display') === 'none') return 'hidden';
  const path = [...ancestors, element];
  for (const rule of rules) if (matches(path, rule.steps)) styles.set(rule.property, rule.value);
  const color = styles.get('color');
  const background = styles.get('background-color');
  return { ...(color && { color }), ...(background && { background }) };
}

/** From the weakest to the strongest, so that the last one that matches holds. */
function readDarkRules(html: string): Rule[] {
  const [, block = ''] = /prefers-color-scheme:dark\) \{\n(.*?)\n\}/su.exec(html) ?? [];
  return block
    .split('\n')
    .flatMap((line) => {
      const [, selectors = '', property = '', value = ''] =
        /^(.+) \{ ([\w-]+):(.+) !important \}$/u.exec(line) ?? [];
      return selectors.split(',').map((selector) => {
        const steps = Array.from(selector.matchAll(/(> )?([.\w-]+)/gu), ([, child, name = '']) => ({
          name,
          isChild: child !== undefined,
        }));
        const classes = steps.filter(({ name }) => name.startsWith('.')).length;
        return { steps, weight: classes * 100 + steps.length - classes, property, value };
      });
    })
    .sort((one, other) => one.weight - other.weight);
}

function matches(path: readonly Element[], steps: Rule['steps']): boolean {
  const [step, element] = [steps.at(-1), path.at(-1)];
  if (step === undefined) return true;
  if (element === undefined || !isNamed(element, step.name)) return false;
  const [outer, rest] = [path.slice(0, -1), steps.slice(0, -1)];
  if (rest.length === 0) return true;
  return step.isChild
    ? matches(outer, rest)
    : outer.some((_, index) => matches(outer.slice(0, index + 1), rest));
}

function isNamed(element: Element, name: string): boolean {
  return name.startsWith('.')
    ? attributeOf(element, 'class').split(' ').includes(name.slice(1))
    : element.tagName === name;
}

function attributeOf({ attrs }: Element, wanted: string): string {
  return attrs.find(({ name }) => name === wanted)?.value ?? '';
}
