/** Keeps calls back for as long as the supplier asked to be left alone. */
export interface ThrottleGate {
  /** How long to wait still; 0 while open. */
  remainingMs(): number;
  /** Closes for so long from now; a longer wait told before stays. */
  close(forMs: number): void;
}

export function createThrottleGate(): ThrottleGate {
  let closedUntil = 0;
  return {
    remainingMs: () => Math.max(closedUntil - Date.now(), 0),
    close(forMs) {
      closedUntil = Math.max(closedUntil, Date.now() + forMs);
    },
  };
}
