import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** A choice that a message makes, with the names of its cases in alphabetical order. */
export interface Choice {
  value: string;
  by: 'select' | 'cardinal' | 'ordinal';
  cases: string[];
}

/** Every choice of a message, those within the cases of others too. */
export function listChoices(elements: readonly MessageFormatElement[]): Choice[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [];
    const by = element.type === TYPE.select ? 'select' : (element.pluralType ?? 'cardinal');
    const cases = Object.keys(element.options).sort();
    const within = Object.values(element.options).flatMap(({ value }) => listChoices(value));
    return [{ value: element.value, by, cases }, ...within];
  });
}
