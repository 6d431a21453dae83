/** What a sent confirmation remembers, sealed as one text. */
export interface SentDetails {
  /** RFC 3339 in UTC. */
  sentAt: string;
  messageId: string;
  recipient: string;
  /** The mail server's own answer. */
  lastAnswer: string;
  /** The order as it was mailed, so that a later mail can say what changed. */
  mailed?: object;
}
