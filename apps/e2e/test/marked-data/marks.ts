/** What may be found nowhere at all, sealed or not: it is dropped at the door. */
export const documents = {
  birthday: '18990102',
  cardNum: 'MARK-PASSPORT-NO',
  cardExpired: '20991231',
  cardIssuePlace: 'MARK-ISSUE-PLACE',
  cardType: 'MARK-CARD-TYPE',
  gender: 'MARK-GENDER',
  nationality: 'MARK-NATIONALITY',
  // What the supplier's document does not name.
  passportNo: 'MARK-OTHER-PASSPORT',
  message: 'MARK-FREE-TEXT',
} as const;

/** Document fields of a body that nobody could read: kept, but only sealed. */
export const unreadDocuments = {
  birthday: '18970304',
  cardNum: 'MARK-UNREAD-PASSPORT',
  cardExpired: '20981130',
  cardIssuePlace: 'MARK-UNREAD-PLACE',
  cardType: 'MARK-UNREAD-TYPE',
  gender: 'MARK-UNREAD-SEX',
  nationality: 'MARK-UNREAD-NATION',
  passportNo: 'MARK-UNREAD-OTHER-PASSPORT',
  message: 'MARK-UNREAD-FREE-TEXT',
} as const satisfies Record<keyof typeof documents, string>;

/** What is kept, but only sealed, and shown to nobody but those who may see it. */
export const personal = {
  passenger: 'MARKFAMILY/MARKGIVEN',
  ticketNo: '999-8887776665',
  pnr: 'MRKPNR',
  mailbox: 'mark.traveller@example.com',
  refusedMailbox: 'mark.refused@example.com',
  otherMailbox: 'mark.other@example.com',
  lookedUpMailbox: 'mark.lookedup@example.com',
  name: 'Markname Spoken',
  agencyReference: 'MARK-AGENCY-REFERENCE',
} as const;

/** What opens doors; each is of the environment of those processes alone that need it. */
export const secrets = {
  webhookSecret: 'mark-webhook-secret-7d1f0c3a9b52',
  bookingsKey: 'mark-bookings-key-5e8b2a6f4c90d713',
  payloadKey: Buffer.from('mark-payload-key-of-32-bytes-abc').toString('base64'),
  sessionSecret: 'mark-session-secret-0b6c9d2e4f7a8135-of-the-tests',
  password: 'mark operators password',
  smtpPassword: 'mark-smtp-password-91c4',
  lookupToken: 'mark-lookup-token-c27e',
  supplierSecret: 'mark-supplier-secret-4b1d',
  alertSecret: `whsec_${Buffer.from('mark-alert-secret-of-32-bytes-xy').toString('base64')}`,
} as const;
