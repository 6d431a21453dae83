/** What one look at the system found. */
export interface Diagnosis {
  /** Stable, such as `smtp.tls`: the check's name, with a part of it behind a dot. */
  name: string;
  /** `failed`: mails are lost or held up by it. `warning`: somebody should look. */
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** In a sentence; nothing secret or personal. */
  finding: string;
  /** What to do about it. */
  remedy?: string;
}

/** One thing that is looked at, by itself: what another check finds does not matter to it. */
export interface DoctorCheck {
  name: string;
  /** What it looks at, for the documentation. */
  about: string;
  /** The longest it may take. */
  timeoutMs: number;
  /** Its findings; a rejection is one too. Aborted when the time is up. */
  look: (signal: AbortSignal) => Promise<readonly Diagnosis[]>;
}
