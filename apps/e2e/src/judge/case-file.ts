import type { Evidence, LedgerOrder, QueuedJob } from '../evidence/evidence.ts';
import { keyOf, referenceOf, type OwedConfirmation } from '../load/owed-confirmation.ts';
import type { TakenMail } from '../mail/mail-log.ts';
import { createAddressBook } from './address-book.ts';

/** All that the evidence says about one owed confirmation. */
interface OwedCase extends OwedConfirmation {
  /** Whether a delivery of it was answered with 200. */
  isAcknowledged: boolean;
  mails: readonly TakenMail[];
  /** Dead letters of its own deliveries, and those of the order whose answer never came. */
  deadLetters: readonly QueuedJob[];
  /** The ledger says that a copy may have been out. */
  isUncertain: boolean;
  /** The timeline says that an attempt went on although a copy might be out. */
  mayHaveCopies: boolean;
  /** What an acknowledged delivery of it is owed. */
  owed: Owed;
}

/** What is owed to an order, by what is known about it apart from the ledger. */
type Owed =
  | 'mail'
  /** Nobody has told who the traveller is, so the ledger keeps it. */
  | 'wait'
  /** The supplier says that there is no ticket. */
  | 'nothing';

export interface CaseFile {
  /** What was posted, answered or not. */
  owed: readonly OwedCase[];
  acknowledged: number;
  deadLetters: readonly QueuedJob[];
  /** Acknowledged, and neither in the queue nor on a timeline. */
  missingDeliveries: readonly { deliveryId: string; orderNo: string }[];
  /** Of an order or ticket set that nobody posted. */
  unpostedMails: readonly TakenMail[];
}

/** Brings the stories of caller, mail server, queue and ledger together, confirmation by confirmation. */
export function createCaseFile(evidence: Evidence): CaseFile {
  const { deliveries, mails, ledger, jobs, supplier } = evidence;
  const addresses = createAddressBook(evidence);
  const findOwed = (orderNo: string): Owed => {
    if (supplier?.neverTicketed.has(orderNo) === true) return 'nothing';
    return addresses.isTravellerKnown(orderNo) ? 'mail' : 'wait';
  };
  const cases = new Map<string, OwedCase & { mails: TakenMail[]; deadLetters: QueuedJob[] }>();
  const deadLetters = [...jobs.values()].filter(({ state }) => state === 'failed');
  const onTimelines = new Set(
    [...ledger.values()].flatMap(({ timeline }) => timeline.map(({ deliveryId }) => deliveryId)),
  );
  const missingDeliveries: CaseFile['missingDeliveries'][number][] = [];
  let acknowledged = 0;

  for (const { orderNo, set, isTicketed, answer } of deliveries) {
    const deliveryId = answer.kind === 'acknowledged' ? answer.deliveryId : undefined;
    if (deliveryId !== undefined) {
      acknowledged += 1;
      const isQueued = (jobs.get(deliveryId)?.state ?? 'nowhere') !== 'nowhere';
      if (!isQueued && !onTimelines.has(deliveryId)) {
        missingDeliveries.push({ deliveryId, orderNo });
      }
    }
    if (!isTicketed) continue;
    const key = keyOf({ orderNo, set });
    const owed = cases.get(key) ?? {
      ...{ orderNo, set, isAcknowledged: false, isUncertain: false, mayHaveCopies: false },
      owed: findOwed(orderNo),
      mails: [],
      deadLetters: [],
    };
    cases.set(key, owed);
    if (deliveryId === undefined) continue;
    owed.isAcknowledged = true;
    const job = jobs.get(deliveryId);
    if (job?.state === 'failed') owed.deadLetters.push(job);
  }

  const byReference = new Map(
    [...cases.values()].map((owed) => [`${owed.orderNo} ${referenceOf(owed.set)}`, owed]),
  );
  const unpostedMails: TakenMail[] = [];
  for (const mail of mails) {
    const { orderNos, reference = '' } = mail;
    const found = orderNos.map((orderNo) => byReference.get(`${orderNo} ${reference}`));
    if (found.length === 0 || found.includes(undefined)) unpostedMails.push(mail);
    for (const owed of found) owed?.mails.push(mail);
  }

  const attributed = new Set(
    deliveries.flatMap(({ answer }) => (answer.kind === 'acknowledged' ? answer.deliveryId : [])),
  );
  const ofUnanswered = deadLetters.filter(({ deliveryId }) => !attributed.has(deliveryId));
  for (const owed of cases.values()) {
    const { orderNo } = owed;
    owed.deadLetters.push(...ofUnanswered.filter((job) => job.orderNo === orderNo));
    Object.assign(owed, readDoubts(owed, ledger.get(orderNo)));
  }
  return { owed: [...cases.values()], acknowledged, deadLetters, missingDeliveries, unpostedMails };
}

/** What the ledger says of copies of one confirmation; its own ids are known once a mail came. */
function readDoubts(
  { mails }: OwedCase,
  order: LedgerOrder | undefined,
): Pick<OwedCase, 'isUncertain' | 'mayHaveCopies'> {
  const { confirmations = [], timeline = [] } = order ?? {};
  const messageIds = new Set(mails.map(({ messageId }) => messageId));
  // A trip's mail bears the id of one of its orders: the timeline tells which it was for the others.
  const own = new Set([
    ...mails.map(({ messageId }) => localPartOf(messageId)),
    ...timeline.flatMap(({ ticketSetId, messageId = '' }) =>
      ticketSetId !== undefined && messageIds.has(messageId) ? ticketSetId.slice(0, 40) : [],
    ),
  ]);
  const isOwn = ({ ticketSetId }: { ticketSetId?: string }): boolean =>
    ticketSetId === undefined || own.size === 0 || own.has(ticketSetId.slice(0, 40));
  const mayHaveCopies = timeline.some((entry) => entry.event === 'uncertain' && isOwn(entry));
  const isUncertain =
    mayHaveCopies ||
    timeline.some((entry) => entry.reason === 'uncertain' && isOwn(entry)) ||
    confirmations.some((each) => each.state === 'uncertain' && isOwn(each));
  return { isUncertain, mayHaveCopies };
}

/** Begins with the ticket set's id, cut to 40 characters. */
export function localPartOf(messageId: string): string {
  return messageId.slice(1, messageId.indexOf('@'));
}
