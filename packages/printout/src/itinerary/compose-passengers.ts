import { isolateText, type PassengerView } from '@ticketpost/email';
import type { Paragraph } from '../page/create-piece-maker.ts';
import type { Group, Piece } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import { composeSectionTitle } from './compose-section-title.ts';
import type { Composer } from './composer.ts';
import { inks } from './inks.ts';
import { joinWords } from './join-words.ts';
import { nameReference, nameTicket } from './name-number.ts';

const nameWidth = 285;
const columnGap = 12;
const indent = 10;

/** The passengers with their numbers and what they bought, a rule below each. */
export function composePassengers(
  passengers: readonly PassengerView[],
  composer: Composer,
): Group[] {
  if (passengers.length === 0) return [];
  const title = composeSectionTitle({ title: composer.language.say('passengers.title') }, composer);
  return [title, ...passengers.map((passenger) => composePassenger(passenger, composer))];
}

function composePassenger(passenger: PassengerView, composer: Composer): Group {
  const names = listNames(passenger, composer);
  const numbers = listNumbers(passenger, composer);
  const rowCount = Math.max(names.length, numbers.length);
  // Row by row, so that whatever numbers somebody has fit on some page.
  const rows = Array.from({ length: rowCount }, (_, index) =>
    composer.makeRow([
      { start: 0, width: nameWidth, paragraphs: names.slice(index, index + 1) },
      {
        start: nameWidth + columnGap,
        width: contentWidth - nameWidth - columnGap,
        paragraphs: numbers.slice(index, index + 1),
      },
    ]),
  );
  return {
    pieces: [...rows, ...composeExtras(passenger, composer)],
    frame: { kind: 'rule', ink: inks.line, thickness: 0.5 },
    padding: { inline: 0, block: 4 },
    gap: 0,
  };
}

function listNames(passenger: PassengerView, { language, styles }: Composer): Paragraph[] {
  const { name, nameOnTicket, type, isNew, position } = passenger;
  const heading = joinWords([
    name === undefined ? language.say('passenger.unnamed', { position }) : isolateText(name),
    type,
    isNew ? language.say('new') : undefined,
  ]);
  return [
    { text: heading, style: styles.strong },
    ...(nameOnTicket === undefined
      ? []
      : [
          {
            text: language.say('text.row', {
              label: language.say('passenger.nameOnTicket'),
              value: nameOnTicket,
            }),
            style: styles.body,
          },
        ]),
  ];
}

function listNumbers(passenger: PassengerView, { language, styles }: Composer): Paragraph[] {
  const { references, tickets, isTicketedUnderReference, isNewlyUnderReference } = passenger;
  const rows = [
    ...references.map((number) => ({ ...number, label: nameReference(number, language) })),
    ...tickets.map((number) => ({ ...number, label: nameTicket(number, language) })),
    ...(isTicketedUnderReference
      ? [
          {
            label: language.say('passenger.ticket'),
            value: language.say('passenger.ticketIsReference'),
            isNew: isNewlyUnderReference,
          },
        ]
      : []),
  ];
  return rows.map(({ label, value, isNew }) => ({
    text: joinWords([
      language.say('text.row', { label, value }),
      isNew ? language.say('new') : undefined,
    ]),
    style: styles.body,
  }));
}

/** By flight; each thing a piece of its own. */
function composeExtras(passenger: PassengerView, { language, makeRow, styles }: Composer): Piece[] {
  const width = contentWidth - indent;
  return passenger.extras.flatMap(({ flight, items }) => {
    const label =
      flight === undefined
        ? language.say('extras.title')
        : language.say('extras.ofFlight', { flight });
    return items.map(({ text, count, details }) => {
      const times = count === undefined ? '' : ` ${language.say('extra.count', { count })}`;
      const value = joinWords([`${isolateText(text)}${times}`, details]);
      const row = { text: language.say('text.row', { label, value }), style: styles.note };
      return makeRow([{ start: indent, width, paragraphs: [row] }]);
    });
  });
}
