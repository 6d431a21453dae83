import { maskMailbox, type Booking } from '@ticketpost/schema';

/** A booking as it is shown: mailboxes and the traveller's name only hinted at. */
export type MaskedBooking = Booking;

/** Hides who the traveller is, and whoever gets a copy; all else stays as it is. */
export function maskBooking(booking: Booking): MaskedBooking {
  const { email, name, cc } = booking;
  return {
    ...booking,
    email: maskMailbox(email),
    name: maskName(name),
    ...(cc === undefined ? {} : { cc: cc.map(maskMailbox) }),
  };
}

/** `Mia van Example` becomes `M. v. E.`. */
function maskName(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  return words.map(([initial = '']) => `${initial}.`).join(' ');
}
