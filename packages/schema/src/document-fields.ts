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
