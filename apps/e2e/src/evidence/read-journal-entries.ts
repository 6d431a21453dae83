/**
 * How many deliveries the ingests still hold in their journals, by their own metrics; `undefined`
 * when one of them does not tell.
 */
export async function readJournalEntries(
  adminUrls: readonly string[],
): Promise<number | undefined> {
  const counts = await Promise.all(adminUrls.map(readOne));
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}

async function readOne(adminUrl: string): Promise<number | undefined> {
  try {
    const answer = await fetch(`${adminUrl}/metrics`, { signal: AbortSignal.timeout(2000) });
    const text = await answer.text();
    const found = /^ticketpost_journal_entries(?:\{[^}]*\})? (\S+)$/m.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
