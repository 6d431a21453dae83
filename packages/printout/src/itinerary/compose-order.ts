import { isolateText, type ConfirmationView } from '@ticketpost/email';
import type { Paragraph } from '../page/create-piece-maker.ts';
import type { Group } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import { composeChanges } from './compose-changes.ts';
import { composeFlights } from './compose-flights.ts';
import { composePassengers } from './compose-passengers.ts';
import type { Composer } from './composer.ts';
import { inks } from './inks.ts';
import { nameReference } from './name-number.ts';

type Order = ConfirmationView['orders'][number];

const padding = 12;
const referencesWidth = 290;
const factsGap = 20;

/** One order: its numbers, what changed, its flights and its passengers. */
export function composeOrder(order: Order, composer: Composer): Group[] {
  return [
    ...composeOrderHeading(order, composer),
    composeNumbers(order, composer),
    ...composeChanges(order.changes, composer),
    ...composeFlights(order.flights, composer),
    ...composePassengers(order.passengers, composer),
  ];
}

function composeOrderHeading({ heading }: Order, { makeRow, styles }: Composer): Group[] {
  if (heading === undefined) return [];
  const paragraphs = [{ text: heading, style: styles.section, role: 'H2' as const }];
  const row = makeRow([{ start: 0, width: contentWidth, paragraphs }]);
  return [{ pieces: [row], gap: 22, staysWithNext: true }];
}

/** The airline's references, large: they are what the check-in desk asks for. */
function composeNumbers(order: Order, composer: Composer): Group {
  const { language, makeRow, styles } = composer;
  const references = order.sharedReferences.flatMap((reference): Paragraph[] => [
    { text: nameReference(reference, language), style: styles.label, gap: 6 },
    { text: isolateText(reference.value), style: styles.reference },
  ]);
  const facts = [
    [language.say('order.number'), order.orderNo],
    [language.say('order.agencyReference'), order.agencyReference],
    [language.say('order.price'), order.price],
  ].flatMap(([label, value]): Paragraph[] =>
    value === undefined
      ? []
      : [
          { text: label, style: styles.label, gap: 4 },
          { text: isolateText(value), style: styles.strong },
        ],
  );
  const width = contentWidth - 2 * padding;
  const factsStart = references.length > 0 ? referencesWidth + factsGap : 0;
  return {
    pieces: [
      makeRow([
        { start: 0, width: referencesWidth, paragraphs: references },
        { start: factsStart, width: width - factsStart, paragraphs: facts },
      ]),
    ],
    frame: { kind: 'panel', fill: inks.panel, stroke: inks.line },
    padding: { inline: padding, block: padding },
    gap: 12,
  };
}
