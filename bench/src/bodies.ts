import { randomInt } from 'node:crypto';
import { buildDelivery, newOrderNo, type DeliveryBody } from '@ticketpost/testkit';

const surnames = ['NORDIN', 'OKPARA', 'LINDQVIST', 'TANAKA', 'FERREIRA', 'KOWALSKA', 'DUMONT'];
const givenNames = [
  'ADAEZE MARIA',
  'JONAS',
  'MEI',
  'RAFAEL JOSE',
  'INGRID',
  'TOMASZ PAWEL',
  'LUCIE',
];
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A family of three under one booking reference, each with a ticket number; names and numbers by chance. */
export function familyOfThree({
  orderNo = newOrderNo(),
  reference = randomReference(),
} = {}): DeliveryBody {
  const surname = pick(surnames);
  const airlinePNRs = [reference];
  return buildDelivery({
    orderNo,
    passengers: [0, 0, 1].map((passengerType) => ({
      name: `${surname}/${pick(givenNames)}`,
      passengerType,
      airlinePNRs,
      ticketNos: [randomTicketNo()],
    })),
  });
}

/** As airlines make them: six letters and digits. */
export function randomReference(): string {
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
}

function randomTicketNo(): string {
  return `999-${String(randomInt(10 ** 10)).padStart(10, '0')}`;
}

function pick(from: readonly string[]): string {
  return from[randomInt(from.length)] ?? '';
}
