/**
 * The fields of a passenger that describe the person's papers, as the supplier documents them.
 * Ticketpost has no use for any of them: they are dropped unread, so no type is asked for.
 */
export const documentFields = {
  birthday: { description: 'The day the passenger was born, written YYYYMMDD. Dropped unread.' },
  gender: { description: 'F or M. Dropped unread.' },
  nationality: { description: 'Two-letter country code of the citizenship. Dropped unread.' },
  cardType: {
    description:
      'Kind of travel document: PP passport, GA Hong Kong and Macau pass, TW Taiwan pass, TB mainland pass, HY seaman. Dropped unread.',
  },
  cardNum: { description: 'The number on the travel document. Dropped unread.' },
  cardExpired: {
    description:
      'Last day of validity of the travel document, written YYYYMMDD; once seen as a bare year. Dropped unread.',
  },
  cardIssuePlace: {
    description: 'Country that issued the travel document; often empty. Dropped unread.',
  },
} as const;

const names = new Set(Object.keys(documentFields).map(foldCase));

/** Far more than any of the names has, however it is spelt. */
const longestSpelling = 200;

/**
 * True for every spelling of a document field's name: `cardNum`, `CARD_NUM`, `card-num`, `card num`,
 * also with letters of other widths and other forms of the same letters.
 */
export function isDocumentField(key: string): boolean {
  // Folding a key as long as a whole body would take longer than all else.
  if (key.length > longestSpelling) return false;
  return names.has(foldCase(key).replace(/[^\p{L}\p{N}]/gu, ''));
}

/** Both ways, because some letters have one upper-case form and two lower-case ones. */
function foldCase(text: string): string {
  return text.normalize('NFKD').toUpperCase().toLowerCase();
}
