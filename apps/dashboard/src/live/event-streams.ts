import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { fillInFormToken } from '../forms/form-token-field.ts';
import { sessionOf, signedInUser } from '../login/signed-in-user.ts';
import type { Session } from '../sessions/sessions.ts';
import type { LiveNews, LiveTopic } from './live-topic.ts';

/** Streams of server-sent events (HTML, 9.2) to those who look at a page. */
export interface EventStreams {
  /** Answers with the stream of a topic, which is asked for when it is listened to, or with 503 when there are too many. */
  open(request: Request, response: Response, findTopic: () => LiveTopic): void;
  /** Ends the streams of a session, or of all sessions of the same person. */
  endSession(ended: { session: Session; everywhere: boolean }): void;
  close(): void;
}

interface Stream {
  name: string;
  session: Session | undefined;
  end: (lastWords?: string) => void;
}

/** One person has no more pages open than that. */
const maxStreamsOfOne = 20;
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
  /** Whether a session still goes on; none is that of a password of its own. */
  isSignedIn: (session: Session | undefined) => Promise<boolean>;
}): EventStreams {
  const { maxStreams, isSignedIn } = options;
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;

  const endStreams = (isEnded: (session: Session | undefined) => boolean): void => {
    for (const { session, end } of [...streams]) {
      if (isEnded(session)) end(formatEvent('signed_out', {}));
    }
  };
  const checkSessions = async (): Promise<void> => {
    const sessions = new Map([...streams].map(({ session }) => [session?.id, session]));
    const check = async ([id, session]: readonly [string | undefined, Session | undefined]) => {
      if (await isSignedIn(session)) return;
      endStreams((other) => other?.id === id);
    };
    await Promise.all([...sessions].map(check));
  };
  const watchSessions = (): void => {
    timer ??= setInterval(() => void checkSessions(), sessionCheckMs);
  };

  return {
    open(request, response, findTopic) {
      const { name } = signedInUser(request);
      const ownCount = [...streams].filter((stream) => stream.name === name).length;
      if (streams.size >= maxStreams || ownCount >= maxStreamsOfOne) {
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
      const describe = createDescriber(sessionOf(request)?.formToken);
      let unsubscribe: () => void = () => undefined;
      const stream: Stream = {
        name,
        session: sessionOf(request),
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
    endSession({ session, everywhere }) {
      endStreams((other) =>
        everywhere ? other?.user.name === session.user.name : other?.id === session.id,
      );
    },
    close() {
      for (const { end } of [...streams]) end();
    },
  };
}

/**
 * Describes news to one client: of the parts only those that it does not have yet, their forms with the
 * token of its session.
 */
function createDescriber(
  formToken: string | undefined,
): (news: Exclude<LiveNews, { kind: 'gone' }>) => string {
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
    const parts = Object.fromEntries(
      changed.map(([name, { html }]) => [
        name,
        formToken === undefined ? html : fillInFormToken(html, formToken),
      ]),
    );
    return formatEvent('parts', { at: news.at, parts }, news.at);
  };
}

/** JSON has no line ends, so the data is one line. */
function formatEvent(event: string, data: object, id?: string): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}
