/** Something that needs a person. */
export interface Concern {
  /** Stable, for programs. */
  code: string;
  /** `alarm`: mails or events are stuck. `wait`: somebody should look when there is time. */
  severity: 'alarm' | 'wait';
  /** How much of it there is, where that can be counted. */
  count?: number;
  what: string;
  meaning?: string;
  remedy?: string;
  /** Where it is handled. */
  path?: string;
}
