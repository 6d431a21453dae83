import type { BookingCondition } from '../bookings.ts';
import type { EntryWriter } from '../entry-writer.ts';
import type { NumberedEntry } from '../folded/folded-part.ts';
import type { LedgerCommands, MarkErasedReply } from '../ledger-commands.ts';
import { orderKey } from '../order-key.ts';
import type { NoteOwed } from '../owed/note-owed.ts';
import { longestRememberedMs } from '../remembered.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Sealer } from '../sealer.ts';
import { encodeEntry } from '../stored-entry.ts';
import type { TimelineEntry } from '../timeline-entry.ts';
import { decodeErasingOrder, type ErasingOrder } from './erasing-order.ts';

/** Of an order before it is erased. `erasing`: it was marked, and is being worked on. */
export type ErasureOutlook = Extract<
  MarkErasedReply,
  'unknown' | 'known' | 'erasing' | 'erased' | 'precondition_failed'
>;

/** `finished`: nothing is left to do for this ask. */
export type MarkErasedOutcome = Extract<
  MarkErasedReply,
  'marked' | 'finished' | 'precondition_failed'
>;

/**
 * How an order is forgotten: it is marked at once, which ends whatever is under way and hides it; then
 * what is kept of it elsewhere is found by what the record still says, which goes last.
 */
export interface Erasures {
  isErased(orderNo: string): Promise<boolean>;
  /** What a mark would find; nothing is changed. */
  lookBeforeErasing(
    orderNo: string,
    about: { condition?: BookingCondition | undefined },
  ): Promise<ErasureOutlook>;
  /**
   * From then on nothing personal is written of the order, nor is it mailed, claimed or booked. Also of
   * one that nobody knows. The same ask may mark it again and again.
   */
  markErased(
    orderNo: string,
    ask: { askId: string; condition?: BookingCondition | undefined },
    entry: TimelineEntry,
  ): Promise<MarkErasedOutcome>;
  /** `undefined` of an order that was not erased. */
  readErasing(orderNo: string): Promise<ErasingOrder | undefined>;
  /** Takes an order out of the search index, as far as it is found by these terms. */
  removeTerms(orderNo: string, terms: readonly string[]): Promise<void>;
  /** How many entries of the search index lead to an order by these terms. */
  countTerms(orderNo: string, terms: readonly string[]): Promise<number>;
  /**
   * Leaves the tombstone alone. `entries`: what is to stand in the place of entries by their number.
   * `asked_again`: since the order was read, so nothing was changed.
   */
  finishErasure(
    orderNo: string,
    about: Pick<ErasingOrder, 'asks'> & {
      ticketSetIds: readonly string[];
      entries: readonly NumberedEntry[];
    },
  ): Promise<'finished' | 'asked_again'>;
}

export function createErasures(options: {
  commands: Pick<
    LedgerCommands,
    'ledgerMarkErased' | 'ledgerFinishErasure' | 'hexists' | 'hgetallBuffer'
  >;
  sealer: Sealer;
  writeEntries: EntryWriter;
  noteOwed: NoteOwed;
  searchIndex: Pick<SearchIndex, 'remove' | 'count'>;
}): Erasures {
  const { commands, sealer, writeEntries, noteOwed, searchIndex } = options;
  return {
    isErased: async (orderNo) => (await commands.hexists(orderKey(orderNo), 'erased')) === 1,
    async lookBeforeErasing(orderNo, { condition = {} }) {
      const reply = await commands.ledgerMarkErased(
        orderKey(orderNo),
        '',
        JSON.stringify(condition),
        '1',
        ...writeEntries(orderNo, undefined),
      );
      return reply as ErasureOutlook;
    },
    async markErased(orderNo, { askId, condition = {} }, entry) {
      const reply = await commands.ledgerMarkErased(
        orderKey(orderNo),
        askId,
        JSON.stringify(condition),
        '',
        ...writeEntries(orderNo, entry),
      );
      return reply as MarkErasedOutcome;
    },
    readErasing: async (orderNo) =>
      decodeErasingOrder(sealer, orderNo, await commands.hgetallBuffer(orderKey(orderNo))),
    removeTerms: (orderNo, terms) => searchIndex.remove(orderNo, terms),
    countTerms: (orderNo, terms) => searchIndex.count(orderNo, terms),
    async finishErasure(orderNo, { asks, ticketSetIds, entries }) {
      for (const ticketSetId of ticketSetIds) noteOwed(orderNo, ticketSetId, 'cancelled');
      const texts = entries.flatMap(({ n, entry }) => [n, encodeEntry(sealer, orderNo, entry)]);
      return await commands.ledgerFinishErasure(
        orderKey(orderNo),
        asks,
        longestRememberedMs,
        ...texts,
      );
    },
  };
}
