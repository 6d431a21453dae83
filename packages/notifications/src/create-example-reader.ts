import type { Ledger, OwedConfirmation } from '@ticketpost/ledger';
import {
  openEnvelope,
  parseEnvelope,
  type DeadLetters,
  type Keyring,
  type NewDeadLetter,
  type Newcomer,
  type Newcomers,
  type Quarantine,
} from '@ticketpost/queue';
import { createAnswerMask } from '@ticketpost/operations';
import type { Example } from './concern.ts';
import { cutAnswer } from './cut-answer.ts';
import { paths } from './paths.ts';
import { readLastWord, type LastWord } from './read-last-word.ts';

/** Reads what a message says of single ones; `undefined` of one that needs nobody any more. */
export interface ExampleReader {
  deadLetter(dead: NewDeadLetter): Promise<Example | undefined>;
  quarantined(newcomer: Newcomer): Promise<Example | undefined>;
  confirmation(owed: OwedConfirmation): Promise<Example>;
}

export interface ExampleReaderOptions {
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  deadLetters: Pick<DeadLetters, 'get'>;
  quarantine: Pick<Quarantine, 'get'>;
  newcomers: Pick<Newcomers, 'stageOf'>;
  keyring: Keyring;
}

/** Makes a reader that lets nothing personal through. */
export function createExampleReader(options: ExampleReaderOptions): ExampleReader {
  const { ledger, deadLetters, quarantine, newcomers, keyring } = options;

  /** The last failure of an order, or of one delivery about it, fit for anybody's eyes. */
  const readFailure = async (
    orderNo: string,
    deliveryId: string | undefined,
    data: unknown,
  ): Promise<LastWord> => {
    const [record, booking] = await Promise.all([
      ledger.read(orderNo),
      ledger.readBooking(orderNo),
    ]);
    if (record === undefined) return {};
    const { answer, ...word } = readLastWord(record, deliveryId);
    if (answer === undefined) return word;
    const mask = createAnswerMask({ record, booking, payloads: openPayload(data) });
    return { ...word, answer: cutAnswer(mask(answer)) };
  };

  const openPayload = (data: unknown): unknown[] => {
    const envelope = parseEnvelope(data);
    const opening = envelope && openEnvelope(keyring, envelope);
    return opening?.kind === 'opened' ? [opening.payload] : [];
  };

  return {
    async deadLetter({ deliveryId, atMs }) {
      const [dead, stage] = await Promise.all([
        deadLetters.get(deliveryId),
        newcomers.stageOf(deliveryId),
      ]);
      if (typeof dead === 'string') return undefined;
      const { orderNo, attempts, data } = dead;
      const failure: LastWord =
        orderNo === undefined ? {} : await readFailure(orderNo, deliveryId, data);
      const { attempt = attempts, answer } = failure;
      return {
        ...(orderNo === undefined ? {} : { orderNo }),
        deliveryId,
        ...(stage === undefined ? {} : { stage }),
        attempt,
        at: new Date(atMs).toISOString(),
        ...(answer === undefined ? {} : { answer }),
        path: orderNo === undefined ? paths.deadLetter(deliveryId) : paths.order(orderNo),
      };
    },
    async quarantined({ deliveryId, atMs }) {
      const item = await quarantine.get(deliveryId);
      if (item === undefined) return undefined;
      return {
        deliveryId,
        at: new Date(atMs).toISOString(),
        ...(item.kind === 'delivery' ? { reason: item.delivery.reason } : {}),
        path: paths.quarantined(deliveryId),
      };
    },
    async confirmation({ orderNo, since }) {
      const { attempt, reason, answer } = await readFailure(orderNo, undefined, undefined);
      return {
        orderNo,
        ...(attempt === undefined ? {} : { attempt }),
        at: since,
        ...(reason === undefined ? {} : { reason }),
        ...(answer === undefined ? {} : { answer }),
        path: paths.order(orderNo),
      };
    },
  };
}
