import { randomUUID } from 'node:crypto';
import { composeMessage } from './compose-message.ts';
import type { ConditionMemory } from './follow-conditions.ts';
import type { NewsMemory } from './news.ts';
import type { NotificationStore, Outbox } from './notification-store.ts';
import { planRepeat } from './plan-repeat.ts';
import type { Sender, SendOutcome } from './create-sender.ts';
import type { Watch } from './watch.ts';

/** The watches by name; the name stands in what is remembered. */
interface Watches {
  processes: Watch<ConditionMemory>;
  deadLetters: Watch;
  quarantine: Watch;
  overdue: Watch;
  noRecipient: Watch;
  expiring: Watch;
}

interface Memory {
  v: 1;
  processes?: ConditionMemory;
  deadLetters?: NewsMemory;
  quarantine?: NewsMemory;
  overdue?: NewsMemory;
  noRecipient?: NewsMemory;
  expiring?: NewsMemory;
}

/** How one look ended. */
export type NotifyOutcome =
  | { kind: 'nothing' }
  /** A message that was not taken waits for its next attempt. */
  | { kind: 'waiting' }
  | { kind: 'posted'; id: string; concerns: number; attempt: number; outcome: SendOutcome };

export interface NotifierOptions {
  watches: Watches;
  store: NotificationStore;
  send: Sender['send'];
  intervalMs: number;
  dashboardUrl?: string | undefined;
  /** Told of a message that nobody took for a day. */
  onGivenUp: (message: { id: string; attempts: number }) => void;
  now?: () => number;
}

/** A message that nobody took for so long is no news; what of it still is goes into the next. */
const longestTryMs = 24 * 60 * 60_000;

/**
 * Makes one look: what needs a person and was not told goes out as one message. It is kept until the
 * receiver took it, and only then remembered as told: whatever dies in between, it is posted again
 * under the same id, before anything else. Not more than one post in `intervalMs`. Rejects when Redis
 * does, or when `signal` aborts.
 */
export function createNotifier(options: NotifierOptions) {
  const { watches, store, send, intervalMs, dashboardUrl, onGivenUp, now = Date.now } = options;

  return async function notify(signal: AbortSignal): Promise<NotifyOutcome> {
    const outbox = (await takeUp()) ?? (await compose());
    if (outbox === undefined) return { kind: 'nothing' };
    if (outbox.notBeforeMs > now()) return { kind: 'waiting' };
    await store.takeTurn(intervalMs, signal);
    return await post(outbox, signal);
  };

  async function takeUp(): Promise<Outbox | undefined> {
    const outbox = await store.readOutbox();
    if (outbox === undefined || now() - outbox.composedMs < longestTryMs) return outbox;
    await store.drop();
    onGivenUp(outbox);
    return undefined;
  }

  async function compose(): Promise<Outbox | undefined> {
    const nowMs = now();
    const told = parseMemory(await store.readMemory());
    const [processes, deadLetters, quarantine, overdue, noRecipient, expiring] = await Promise.all([
      watches.processes(told.processes, nowMs),
      watches.deadLetters(told.deadLetters, nowMs),
      watches.quarantine(told.quarantine, nowMs),
      watches.overdue(told.overdue, nowMs),
      watches.noRecipient(told.noRecipient, nowMs),
      watches.expiring(told.expiring, nowMs),
    ]);
    const sights = { processes, deadLetters, quarantine, overdue, noRecipient, expiring };
    const concerns = Object.values(sights).flatMap((sight) => sight.concerns);
    const memory = JSON.stringify({
      v: 1,
      processes: processes.memory,
      deadLetters: deadLetters.memory,
      quarantine: quarantine.memory,
      overdue: overdue.memory,
      noRecipient: noRecipient.memory,
      expiring: expiring.memory,
    } satisfies Memory);
    if (concerns.length === 0) {
      await store.writeMemory(memory);
      return undefined;
    }
    const message = composeMessage(concerns, { at: new Date(nowMs), dashboardUrl });
    const outbox: Outbox = {
      id: `msg_${randomUUID()}`,
      body: JSON.stringify(message),
      concerns: concerns.length,
      composedMs: nowMs,
      attempts: 0,
      notBeforeMs: 0,
      memory,
    };
    await store.writeOutbox(outbox);
    return outbox;
  }

  async function post(outbox: Outbox, signal: AbortSignal): Promise<NotifyOutcome> {
    const { id, concerns } = outbox;
    const attempts = outbox.attempts + 1;
    const outcome = await send(outbox, signal);
    if (outcome.kind === 'taken') {
      await store.settle(outbox);
    } else if (outcome.kind !== 'aborted') {
      const { retryAfterMs } = outcome.kind === 'refused' ? outcome : { retryAfterMs: undefined };
      const notBeforeMs = now() + planRepeat({ attempts, intervalMs, retryAfterMs });
      await store.writeOutbox({ ...outbox, attempts, notBeforeMs });
    }
    return { kind: 'posted', id, concerns, attempt: attempts, outcome };
  }
}

/** What another version remembers may be of another shape: then one begins anew. */
function parseMemory(text: string | undefined): Partial<Memory> {
  const stored = JSON.parse(text ?? '{}') as Partial<Memory>;
  return stored.v === 1 ? stored : {};
}
