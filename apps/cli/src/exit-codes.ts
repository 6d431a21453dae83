/** What the command says to a script; a wrong configuration exits with 78, as everywhere. */
export const exitCodes = {
  done: 0,
  /** Something that was asked for could not be done; the output says what and why. */
  incomplete: 1,
  usage: 2,
  /** `EX_UNAVAILABLE` of sysexits(3): Redis cannot be reached, or does not answer. */
  unavailable: 69,
} as const;
