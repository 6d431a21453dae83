/** What the command says to a script. */
export const exitCodes = {
  done: 0,
  incomplete: 1,
  usage: 2,
  /** `EX_UNAVAILABLE` of sysexits(3). */
  unavailable: 69,
  /** `EX_CONFIG` of sysexits(3), as everywhere. */
  configuration: 78,
  /** 128 and the number of SIGINT, as shells say it. */
  interrupted: 130,
} as const;

/** When it says so, for help and documentation. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'all was done, or found',
  incomplete: 'something could not be done, or was not found; the output says what and why',
  usage: 'wrong usage; nothing was done',
  unavailable: 'Redis, the supplier or ingest cannot be reached',
  configuration: 'the configuration is wrong',
  interrupted: 'interrupted by Ctrl-C',
};
