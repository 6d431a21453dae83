import type { RunningDashboard } from './start-dashboard.ts';

export interface StreamedEvent {
  event: string;
  id?: string;
  data: { at?: string; parts?: Record<string, string> };
}

/** Reads server-sent events; `end` hangs up. */
export async function readEvents(
  dashboard: RunningDashboard,
  path: string,
  headers: Record<string, string>,
) {
  const hangUp = new AbortController();
  const response = await dashboard.ask(path, {
    headers: { ...headers, Accept: 'text/event-stream' },
    signal: hangUp.signal,
  });
  const events: StreamedEvent[] = [];
  let text = '';
  let hasEnded = false;
  const ended = read().catch(() => undefined);

  async function read(): Promise<void> {
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece as Uint8Array).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (event !== undefined) events.push(event);
      }
    }
    hasEnded = true;
  }

  return {
    response,
    events,
    hasEnded: () => hasEnded,
    async end() {
      hangUp.abort();
      await ended;
    },
  };
}

function parse(block: string): StreamedEvent | undefined {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const { event, id, data } = fields as Partial<Record<string, string>>;
  if (event === undefined || data === undefined) return undefined;
  const parsed = JSON.parse(data) as StreamedEvent['data'];
  return { event, ...(id === undefined ? {} : { id }), data: parsed };
}
