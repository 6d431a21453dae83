import { request, type Dispatcher } from 'undici';

/** How far the clock of an HTTP server is ahead of ours, to the second; `undefined` when it does not tell. */
export async function readHttpClock(
  url: string,
  {
    dispatcher,
    signal,
    now = Date.now,
  }: { dispatcher: Dispatcher; signal: AbortSignal; now?: () => number },
): Promise<number | undefined> {
  const askedAt = now();
  try {
    const { headers, body } = await request(url, { dispatcher, method: 'HEAD', signal });
    await body.dump();
    const date = Date.parse(String(headers['date']));
    // The header is cut to seconds (RFC 9110, 5.6.7).
    return Number.isNaN(date) ? undefined : date + 500 - (askedAt + now()) / 2;
  } catch {
    return undefined;
  }
}
