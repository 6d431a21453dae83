/** What the command says to a script. */
export const exitCodes = {
  done: 0,
  /** Something that was asked for could not be done; the output says what and why. */
  incomplete: 1,
  usage: 2,
  /** `EX_UNAVAILABLE` of sysexits(3): Redis or the supplier cannot be reached, or does not answer. */
  unavailable: 69,
  /** `EX_CONFIG` of sysexits(3), as everywhere: something was configured wrongly. */
  configuration: 78,
} as const;
