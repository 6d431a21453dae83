/** The supplier's codes, with their index as the code. */
const passengerTypes = ['adult', 'child', 'infant'] as const;

/** Reads the supplier's code for the type of a passenger, an integer or a string. */
export function readPassengerType(code: unknown): (typeof passengerTypes)[number] | undefined {
  return passengerTypes.find((_, index) => index === code || String(index) === code);
}
