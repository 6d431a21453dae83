import { explainReason, type OrderView } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { formatTable } from './format-table.ts';
import { orderToJson } from './order-to-json.ts';
import { toPrintable } from './to-printable.ts';

type Entry = ReturnType<typeof orderToJson>['timeline'][number];

/** An order for somebody with the traveller on the phone: the sentence, then what happened. */
export function formatOrder(order: OrderView): string {
  const { orderNo, summary, timeline, strippedAt, missingKeys } = orderToJson(order);
  const remedies = findRemedies(order).map((remedy) => `→ ${remedy}\n`);
  const rows = timeline.map((entry) => [entry.at, describeEvent(entry), describeDetails(entry)]);
  return [
    `${toPrintable(orderNo)}\n${toPrintable(summary)}\n`,
    ...remedies,
    ...(missingKeys === undefined ? [] : [`→ ${describeMissingKeys(missingKeys)}\n`]),
    ...(strippedAt === undefined
      ? []
      : [`what was personal was removed for its age on ${strippedAt}\n`]),
    '\n',
    formatTable(['AT', 'WHAT', 'DETAILS'], rows),
  ].join('');
}

const tellAddress =
  'Put a booking with the traveller’s address (PUT /bookings/<orderNo>): the mail goes out at once.';

function findRemedies({ standing, deadLetters }: OrderView): string[] {
  const codes = [
    ...('reason' in standing ? [standing.reason ?? []] : []).flat(),
    ...(standing.kind === 'uncertain' ? [standing.kind] : []),
    ...deadLetters.map(({ reasonCode }) => reasonCode),
  ];
  const remedies = codes.flatMap((code) => explainReason(code)?.remedy ?? []);
  return [...new Set([...(standing.kind === 'no_recipient' ? [tellAddress] : []), ...remedies])];
}

function describeEvent({ event, count = 1 }: Entry): string {
  return count === 1 ? event : `${event} ×${count}`;
}

/** What an entry says beside its event, in an order that does not change. */
function describeDetails(entry: Entry): string {
  const parts: readonly (readonly [string, unknown])[] = [
    ['type', entry.type],
    ['delivery', entry.deliveryId],
    ['origin', entry.origin],
    ['attempt', entry.attempt],
    ['reason', entry.reason],
    ['missing', entry.missing],
    ['difference', entry.difference],
    ['other order', entry.refersTo],
    ['to', entry.recipient],
    ['from', entry.source],
    ['steps', entry.steps],
    ['message', entry.messageId],
    ['answer', entry.answer],
    ['by', entry.by],
    ['why', entry.why],
  ];
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${[value].flat().join(' ')}`)
    .join(', ');
}
