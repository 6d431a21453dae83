/** Why deliveries are in quarantine, in plain words. */
export const quarantineReasons = {
  malformed_json: 'The body is no JSON: cut off, or of another form altogether.',
  invalid_event: 'JSON, but no event that can be read: the problems say what is wrong with it.',
} as const;

/** The plain words for a reason, whoever wrote it. */
export function explainQuarantine(reason: string): string {
  const words: Readonly<Record<string, string>> = {
    ...quarantineReasons,
    unreadable: 'Of a form that this version does not know: a newer one may have written it.',
  };
  return words[reason] ?? reason;
}
