import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import type { LiveNews, LiveTopic } from './live-topic.ts';

/** Streams of server-sent events (HTML, 9.2) to those who look at a page. */
export interface EventStreams {
  /** Answers with the stream of a topic, which is asked for when it is listened to, or with 503 when there are too many. */
  open(request: Request, response: Response, findTopic: () => LiveTopic): void;
  /** Ends the streams of the session that a request belongs to; without a cookie it belongs to none. */
  endSessionOf(request: Request): void;
  close(): void;
}

interface Stream {
  request: Request;
  response: Response;
  end: (lastWords?: string) => void;
}

/** Browsers come back this long after a stream broke off. */
const retryMs = 2000;
/** Bytes that a client may be behind before it is let go. */
const maxBehind = 1024 * 1024;
const sessionCheckMs = 5000;

/**
 * At most `maxStreams` at once. A stream ends when the session that opened it does, with a last
 * event that says so.
 */
export function createEventStreams(options: {
  maxStreams: number;
  /** Whether whoever sent a request is still logged in. */
  isSignedIn: (request: Request, response: Response) => Promise<boolean>;
}): EventStreams {
  const { maxStreams, isSignedIn } = options;
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;

  const checkSessions = async (): Promise<void> => {
    const check = async ({ request, response, end }: Stream) => {
      if (!(await isSignedIn(request, response))) end(formatEvent('signed_out', {}));
    };
    await Promise.all([...streams].map(check));
  };
  const watchSessions = (): void => {
    timer ??= setInterval(() => void checkSessions(), sessionCheckMs);
  };

  return {
    open(request, response, findTopic) {
      if (streams.size >= maxStreams) {
        response.set('Retry-After', '10');
        sendProblem(response, { status: 503, code: 'too_many_streams' });
        return;
      }
      response.status(200).set({
        'Content-Type': 'text/event-stream',
        // Proxies that gather an answer before they pass it on are asked not to.
        'X-Accel-Buffering': 'no',
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      response.write(`retry: ${retryMs}\n\n`);
      const describe = createDescriber();
      let unsubscribe: () => void = () => undefined;
      const stream: Stream = {
        request,
        response,
        end: (lastWords) => {
          if (!streams.delete(stream)) return;
          unsubscribe();
          if (streams.size === 0) {
            clearInterval(timer);
            timer = undefined;
          }
          response.end(lastWords);
        },
      };
      streams.add(stream);
      watchSessions();
      response.on('close', () => {
        stream.end();
      });
      unsubscribe = findTopic().subscribe((news) => {
        if (response.writableLength > maxBehind) response.destroy();
        else if (news.kind === 'gone') stream.end(formatEvent('gone', {}));
        else response.write(describe(news));
      });
    },
    endSessionOf({ headers }) {
      if (headers.cookie === undefined) return;
      for (const { request, end } of [...streams]) {
        if (request.headers.cookie === headers.cookie) end(formatEvent('signed_out', {}));
      }
    },
    close() {
      for (const { end } of [...streams]) end();
    },
  };
}

/** Describes news to one client: of the parts only those that it does not have yet. */
function createDescriber(): (news: Exclude<LiveNews, { kind: 'gone' }>) => string {
  const sent = new Map<string, string>();
  return (news) => {
    if (news.kind === 'away') {
      // The page may show something else in their place meanwhile.
      sent.clear();
      return formatEvent('away', {});
    }
    const changed = Object.entries(news.parts).filter(([name, { html }]) => {
      const hash = createHash('sha256').update(html).digest('base64');
      const isNew = sent.get(name) !== hash;
      sent.set(name, hash);
      return isNew;
    });
    const parts = Object.fromEntries(changed.map(([name, { html }]) => [name, html]));
    return formatEvent('parts', { at: news.at, parts }, news.at);
  };
}

/** JSON has no line ends, so the data is one line. */
function formatEvent(event: string, data: object, id?: string): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}
