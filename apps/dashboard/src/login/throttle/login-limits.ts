const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How often wrong passwords are taken, and what somebody waits for after that. */
export const loginLimits = {
  /**
   * Of one account from one address, or from one device that its owner logged in on: after that many
   * each further one makes the next wait twice as long. Forgotten by the right password.
   */
  tries: {
    free: 5,
    firstWaitMs: 30_000,
    longestWaitMs: 15 * minuteMs,
    forgottenAfterMs: 24 * hourMs,
  },
  /** Of one address, whatever the accounts. */
  address: { wrong: 20, withinMs: 5 * minuteMs },
  /** Of one account, from addresses and devices that its owner never logged in from. */
  account: { wrong: 50, withinMs: hourMs },
  /** Of all accounts, from such addresses and devices: bounds what an army of addresses costs. */
  strangers: { wrong: 300, withinMs: 5 * minuteMs },
} as const;

export type LoginLimits = {
  readonly [Name in keyof typeof loginLimits]: {
    readonly [Field in keyof (typeof loginLimits)[Name]]: number;
  };
};

/** What the next try waits for after so many wrong ones; 0 while they are free. */
export function waitAfter(wrong: number, { tries }: Pick<LoginLimits, 'tries'>): number {
  const beyond = wrong - tries.free;
  if (beyond <= 0) return 0;
  return Math.min(tries.firstWaitMs * 2 ** Math.min(beyond - 1, 30), tries.longestWaitMs);
}
