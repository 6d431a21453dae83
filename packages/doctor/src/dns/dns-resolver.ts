/** What is asked of the name service; `Resolver` of node:dns/promises is one. */
export interface DnsResolver {
  resolveTxt(name: string): Promise<string[][]>;
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>;
  resolve4(name: string): Promise<string[]>;
  resolve6(name: string): Promise<string[]>;
}

/** Records of one name; `none` when it has none of that type or does not exist. */
export type RecordReading<Entry> =
  | { kind: 'records'; records: readonly Entry[] }
  | { kind: 'none' }
  | { kind: 'failed'; code: string };

/** Asks for records; never rejects. */
export async function readRecords<Entry>(
  asking: Promise<readonly Entry[]>,
): Promise<RecordReading<Entry>> {
  try {
    const records = await asking;
    return records.length === 0 ? { kind: 'none' } : { kind: 'records', records };
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    // c-ares: the name has no such record, or there is no such name.
    if (code === 'ENODATA' || code === 'ENOTFOUND') return { kind: 'none' };
    return { kind: 'failed', code };
  }
}

/** The texts of a name, each put together from its parts (RFC 7208, 3.3). */
export async function readTexts(
  resolver: Pick<DnsResolver, 'resolveTxt'>,
  name: string,
): Promise<RecordReading<string>> {
  return readRecords(
    resolver.resolveTxt(name).then((records) => records.map((parts) => parts.join(''))),
  );
}
