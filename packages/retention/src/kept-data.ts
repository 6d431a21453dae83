/** One kind of data that the system keeps. */
export interface KeptData {
  what: string;
  /** Patterns of its keys in Redis, as SCAN takes them; or another place. */
  where: readonly string[] | { disk: string };
  /** What of it is personal, and how that is kept. */
  personal: string;
  /** When it ends. `NAME_DAYS` stands for the setting. */
  ends: string;
}

/** Everything that is kept: what is not in this table is not kept. */
export const keptData: readonly KeptData[] = [
  {
    what: 'delivery that waits for a worker, or is worked at',
    where: ['{ticketpost}:events:*'],
    personal:
      'the named fields of the event, and what the webhook came with, sealed; the order number in clear',
    ends: 'when it is worked off. Never for its age: what was acknowledged is done',
  },
  {
    what: 'delivery that was worked off',
    where: ['{ticketpost}:events:*'],
    personal: 'the same',
    ends: 'a day after, though no other follows it',
  },
  {
    what: 'dead letter',
    where: ['{ticketpost}:events:*'],
    personal: 'the same',
    ends: 'when a person redrives or discards it; after `RETAIN_DEAD_LETTERS_DAYS` it expires, having been told of for 14 days',
  },
  {
    what: 'delivery in quarantine',
    where: ['{ticketpost}:quarantine:*'],
    personal: 'the body as it came, document fields too, and what it came with, sealed',
    ends: 'when a person releases or discards it; with its order, when that is erased; after `RETAIN_QUARANTINE_DAYS` it expires, having been told of for 14 days',
  },
  {
    what: "jobs of schedules, and BullMQ's own lists and streams",
    where: [
      '{ticketpost}:sweeps:*',
      '{ticketpost}:notifications:*',
      '{ticketpost}:retention:*',
      '{ticketpost}:events:*',
      '{ticketpost}:quarantine:*',
    ],
    personal: 'none: ids and codes',
    ends: 'a day, or 100 jobs; streams about 1,000 entries',
  },
  {
    what: 'order: what is personal',
    where: ['ticketpost:order:*'],
    personal:
      'booking (mailbox, name), kept order and content of the mails (names, ticket numbers, booking references, flights), recipients, answers of the mail server, words of the staff, what webhooks came with: all sealed',
    ends: '`RETAIN_PERSONAL_DAYS` after its last change, or its last known flight; while a mail is owed not at all',
  },
  {
    what: 'order: what is left',
    where: ['ticketpost:order:*'],
    personal:
      'order number, ticket set ids (hashes), states, times, codes, Message-IDs; who of the staff did what',
    ends: '`RETAIN_ORDERS_DAYS` after its last change, or its last known flight; of an erased order after it was erased',
  },
  {
    what: 'register of what is owed',
    where: ['ticketpost:{owed}:*'],
    personal: 'none: order numbers',
    ends: 'when the mail is sent or not owed; after `RETAIN_ORDERS_DAYS` it expires, having been told of for 14 days',
  },
  {
    what: 'search index',
    where: ['ticketpost:found-by:*'],
    personal: 'keyed hashes of booking references and ticket numbers, beside order numbers',
    ends: 'with what is personal of its order; all of a month `RETAIN_ORDERS_DAYS` after it',
  },
  {
    what: 'what deliveries were answered',
    where: ['ticketpost:answers:*'],
    personal: 'none: delivery ids, times, statuses',
    ends: '`RETAIN_ORDERS_DAYS` after their day',
  },
  {
    what: 'audit log',
    where: ['ticketpost:audit', 'ticketpost:audit-outcomes:*', 'ticketpost:audit-whys:*'],
    personal: 'who of the staff did what, in clear; their words, sealed',
    ends: '`RETAIN_AUDIT_DAYS`',
  },
  {
    what: 'bulk works',
    where: ['ticketpost:bulk:*'],
    personal: 'who of the staff began them',
    ends: '7 days after their last sign of life',
  },
  {
    what: 'sessions of the dashboard',
    where: ['ticketpost:dashboard:*'],
    personal: 'logins of the staff; addresses as keyed hashes',
    ends: 'by themselves, each with a time to live: when a session ends or a throttle forgets',
  },
  {
    what: 'notification that is to be posted, and what was told',
    where: ['ticketpost:{notifications}:*'],
    personal: 'order numbers, what is personal masked, sealed',
    ends: 'when it was taken; 7 days',
  },
  {
    what: 'numbers of mails sent',
    where: ['ticketpost:sent:*'],
    personal: 'none',
    ends: '30 hours',
  },
  {
    what: 'reports of processes',
    where: ['ticketpost:{processes}:*'],
    personal: 'none: names of hosts',
    ends: '30 seconds; their list an hour',
  },
  {
    what: 'keys in use',
    where: ['ticketpost:{custody}:*'],
    personal: 'none: key ids and numbers',
    ends: 'with the next count',
  },
  {
    what: 'key of the ticket set ids',
    where: ['ticketpost:ticket-sets'],
    personal: 'none: a key, sealed',
    ends: 'never',
  },
  {
    what: 'account at the supplier',
    where: ['ticketpost:supplier-account:*'],
    personal: 'none: since when it is looked after, and the webhook’s address, sealed',
    ends: 'never',
  },
  {
    what: 'retention itself',
    where: ['ticketpost:{retention}:*'],
    personal: 'none: order numbers and delivery ids of what expires',
    ends: 'with what it is about; of the runs the last one is kept',
  },
  {
    what: 'journal of ingest',
    where: { disk: '`JOURNAL_DIR`' },
    personal: 'deliveries that Redis could not take, sealed',
    ends: 'when they are drained; files that are damaged when a person removes them, since they were acknowledged',
  },
  {
    what: "Redis' own files, and their copies",
    where: { disk: 'the volume of Redis, your backups' },
    personal: 'all of the above',
    ends: 'what is gone from memory goes from the append-only file with its next rewrite, from backups as you keep them',
  },
  {
    what: 'logs',
    where: { disk: 'wherever you gather them' },
    personal: 'none: order numbers, delivery ids, codes',
    ends: 'as you keep them',
  },
];
