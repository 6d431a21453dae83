import { isolateText, type FlightView, type PlaceView } from '@ticketpost/email';
import type { Column, Paragraph } from '../page/create-piece-maker.ts';
import type { Group, Piece } from '../page/group.ts';
import { contentWidth } from '../page/page-format.ts';
import { composeSectionTitle } from './compose-section-title.ts';
import type { Composer } from './composer.ts';
import { joinWords } from './join-words.ts';
import { inks } from './inks.ts';

const padding = 10;
const innerWidth = contentWidth - 2 * padding;
const placeWidth = 197;
const middleWidth = innerWidth - 2 * placeWidth;
const arrivalStart = placeWidth + middleWidth;
const clockColumnWidth = 58;
/** Puts what stands beside a clock on one line with it. */
const besideClock = 6;
const factsPerRow = 3;
const factGap = 12;
const factWidth = (innerWidth - (factsPerRow - 1) * factGap) / factsPerRow;

/** The flights, a card each. */
export function composeFlights(flights: readonly FlightView[], composer: Composer): Group[] {
  if (flights.length === 0) return [];
  const { language } = composer;
  const title = composeSectionTitle(
    { title: language.say('flights.title'), remark: language.say('flights.localTimes') },
    composer,
  );
  return [title, ...flights.flatMap((flight) => composeFlight(flight, composer))];
}

function composeFlight(flight: FlightView, composer: Composer): Group[] {
  const { language, makeRow, styles } = composer;
  const above = (text: string | undefined, paragraph: Omit<Paragraph, 'text'>): Group[] => {
    if (text === undefined) return [];
    const column = { start: 0, width: contentWidth, paragraphs: [{ ...paragraph, text }] };
    return [{ pieces: [makeRow([column], { bottom: 1 })], gap: 6, staysWithNext: true }];
  };
  const connection = flight.connection && describeConnection(flight.connection, composer);
  return [
    ...above(connection, { style: styles.note }),
    ...above(flight.heading, { style: styles.subsection, role: 'H3' }),
    {
      pieces: [
        makeRow(composeTop(flight, composer), { bottom: 4 }),
        makeRow([
          ...composeTime(flight.departure, 0, composer),
          composeDuration(flight.duration, composer),
          ...composeTime(flight.arrival, arrivalStart, composer),
        ]),
        makeRow([
          composePlace(flight.departure, 0, composer),
          composePlace(flight.arrival, arrivalStart, composer),
        ]),
        ...composeFacts(flight, { language, makeRow, styles }),
      ],
      frame: { kind: 'panel', fill: inks.paper, stroke: inks.line },
      padding: { inline: padding, block: padding },
      gap: 5,
    },
  ];
}

function describeConnection(
  { text, isOvernight }: NonNullable<FlightView['connection']>,
  { language }: Composer,
): string {
  return joinWords([text, isOvernight ? language.say('connection.overnight') : undefined]);
}

/** The day and the flight. */
function composeTop(flight: FlightView, { language, styles }: Composer): Column[] {
  const flightNumber =
    flight.flightNumber === undefined
      ? language.say('flight.unnamed', { position: flight.position })
      : isolateText(flight.flightNumber);
  const names = joinWords([flightNumber, flight.airline && isolateText(flight.airline)]);
  const half = innerWidth / 2;
  return [
    { start: 0, width: half, paragraphs: [{ text: flight.date, style: styles.strong }] },
    {
      start: half,
      width: half,
      alignment: 'end',
      paragraphs: [{ text: names, style: styles.strong }],
    },
  ];
}

/** The local time, and beside it the day where it is another one. */
function composeTime(place: PlaceView, start: number, { styles }: Composer): Column[] {
  const clockWidth = place.clock === undefined ? 0 : clockColumnWidth;
  const asGiven = place.timeAsGiven && isolateText(place.timeAsGiven);
  const shift = joinWords([place.dayShift, place.date]);
  return [
    { start, width: clockColumnWidth, paragraphs: [{ text: place.clock, style: styles.clock }] },
    {
      start: start + clockWidth,
      width: placeWidth - clockWidth,
      top: besideClock,
      paragraphs: [
        { text: asGiven, style: styles.strong },
        { text: shift, style: styles.strong },
      ],
    },
  ];
}

function composePlace(place: PlaceView, start: number, composer: Composer): Column {
  const { code, airport, city, country, terminal } = place;
  const { language, styles } = composer;
  const town =
    city !== undefined && country !== undefined
      ? language.say('flight.cityAndCountry', { city, country })
      : (city ?? country);
  const title = joinWords([isolateText(code ?? airport), town]);
  return {
    start,
    width: placeWidth,
    paragraphs: [
      { text: title, style: styles.strong },
      { text: code && isolateText(airport), style: styles.body },
      { text: terminal, style: styles.body },
    ],
  };
}

function composeDuration(duration: string | undefined, { language, styles }: Composer): Column {
  const label = duration && language.say('flight.duration');
  return {
    start: placeWidth,
    width: middleWidth,
    alignment: 'center',
    paragraphs: [
      { text: label, style: styles.label },
      { text: duration, style: styles.body },
    ],
  };
}

/** What is to know beside the places, some facts in a row. */
function composeFacts(
  flight: FlightView,
  { language, makeRow, styles }: Pick<Composer, 'language' | 'makeRow' | 'styles'>,
): Piece[] {
  const facts = [
    { label: language.say('flight.operatedBy'), words: flight.operatedBy },
    { label: language.say('flight.cabin'), words: flight.cabin },
    { label: language.say('flight.fare'), words: flight.fare },
    ...flight.baggage,
  ].filter(({ words }) => words !== undefined);

  const rowCount = Math.ceil(facts.length / factsPerRow);
  return Array.from({ length: rowCount }, (_, row) => {
    const columns = facts
      .slice(row * factsPerRow, (row + 1) * factsPerRow)
      .map(({ label, words = '' }, index): Column => ({
        start: index * (factWidth + factGap),
        width: factWidth,
        paragraphs: [
          { text: label, style: styles.label },
          { text: isolateText(words), style: styles.body },
        ],
      }));
    return makeRow(columns, { top: 7 });
  });
}
