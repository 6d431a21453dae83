/**
 * What a sent confirmation remembers, sealed as one text; once its order was stripped, only when it was
 * sent and as what.
 */
export interface SentDetails {
  /** RFC 3339 in UTC. */
  sentAt: string;
  messageId: string;
  recipient?: string;
  /** The mail server's own answer. */
  lastAnswer?: string;
  /**
   * What the mail was made from, so that it can be shown and sent again, and a later one can say what
   * changed.
   */
  mailed?: object;
}
