/** Where something could have been left behind; each with all that was found there. */
export interface Places {
  redisFiles: string;
  /** Empty where a process' memory cannot be read. */
  redisMemory: readonly string[];
  journal: string;
  logs: string;
  metrics: string;
  /** What ingest answered, good and bad. */
  answers: string;
  viewerPages: ReadonlyMap<string, string>;
  operatorPages: ReadonlyMap<string, string>;
  /** What `ticketpost` printed. */
  commands: string;
  alerts: string;
  mails: string;
  titles: string;
  environments: Readonly<Record<'redis' | 'ingest' | 'worker' | 'dashboard', string>>;
}
