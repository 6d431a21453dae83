import { documentMarkers } from '@ticketpost/testkit';
import type { Door, Who } from '../requests/fuzz-request.ts';
import { personalMark, strangerMark } from '../requests/marks.ts';

/** What may be found nowhere, by where one looks. */
export interface MarkSets {
  forbiddenInAnswers(about: { door: Door; who: Who; isExport: boolean }): readonly string[];
  /** In logs, metrics, Redis and files. */
  readonly forbiddenAtRest: readonly string[];
}

/** Names of honest passengers and travellers, and what travellers' fields of fuzz requests hold. */
const personal = [
  ...['SAMPLE/PASSENGER', 'Sample Traveller', 'PASSENGER A', '999-24000', 'SAMPLE PASSENGER'],
  ...[personalMark, personalMark.toLowerCase()],
];
/** One of the markers is a mere date, which a number may hold by chance. */
const documents = documentMarkers.filter((marker) => marker.includes('MARKER'));

export function createMarkSets(secrets: readonly string[]): MarkSets {
  const everything = [...secrets, ...personal, ...documents];
  return {
    forbiddenInAnswers({ door, who, isExport }) {
      // All that is held, a body that nobody could read included.
      if (isExport && who === 'operator') return secrets;
      if (door === 'dashboard') {
        // Who is logged in is shown names on purpose, and their own form again.
        return who === 'stranger'
          ? [...secrets, ...documents, 'SAMPLE/PASSENGER']
          : [...secrets, ...documents];
      }
      return who === 'stranger' ? [...everything, strangerMark] : everything;
    },
    forbiddenAtRest: [...everything, strangerMark],
  };
}

/** Those of the marks that the bytes hold. */
export function findMarks(bytes: Buffer, marks: readonly string[]): string[] {
  return marks.filter((mark) => bytes.includes(mark));
}
