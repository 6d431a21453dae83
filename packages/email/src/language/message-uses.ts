import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** What a message does with its values. */
export interface MessageUses {
  /** Every value by its name; `number` where it is counted or written as a number. */
  kinds: ReadonlyMap<string, 'text' | 'number'>;
  /** Ways to write a value that no language may use: dates, times, tags, styles of numbers. */
  refused: readonly string[];
}

/** Reads which values the elements of a message take, those of all its cases. */
export function readMessageUses(elements: readonly MessageFormatElement[]): MessageUses {
  const kinds = new Map<string, 'text' | 'number'>();
  const refused: string[] = [];
  const visit = (element: MessageFormatElement): void => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return;
      case TYPE.argument:
        kinds.set(element.value, kinds.get(element.value) ?? 'text');
        return;
      case TYPE.number:
        if (element.style != null) refused.push(element.value);
        kinds.set(element.value, 'number');
        return;
      case TYPE.select:
        kinds.set(element.value, kinds.get(element.value) ?? 'text');
        break;
      case TYPE.plural:
        kinds.set(element.value, 'number');
        break;
      case TYPE.date:
      case TYPE.time:
      case TYPE.tag:
        refused.push(element.value);
        return;
    }
    for (const { value } of Object.values(element.options)) value.forEach(visit);
  };
  elements.forEach(visit);
  return { kinds, refused };
}
