import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectRedis, createLogger, createScrubber, waitForRedis } from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

function createLog() {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  return { lines, logger: createLogger({ app: 'test', level: 'trace', stream }) };
}

interface LoggedError {
  type: string;
  message: string;
  cause?: LoggedError;
}

function logError(error: unknown): LoggedError | undefined {
  const { lines, logger } = createLog();
  logger.warn({ error }, 'failed');
  return (JSON.parse(lines[0] ?? '') as { error?: LoggedError }).error;
}

describe('an error in a log line', () => {
  test('keeps its type, code, message and stack, and nothing else', () => {
    const error = Object.assign(new TypeError('went wrong'), { code: 'E_WRONG', body: 'hidden' });
    expect(logError(error)).toEqual({
      type: 'TypeError',
      code: 'E_WRONG',
      message: 'went wrong',
      stack: error.stack,
    });
  });

  test('under the name err is treated alike', () => {
    const { lines, logger } = createLog();
    logger.warn(Object.assign(new Error('went wrong'), { body: 'hidden' }));
    logger.warn({ err: Object.assign(new Error('went wrong'), { body: 'hidden' }) });
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain('went wrong');
    expect(lines.join()).not.toContain('hidden');
  });

  test('has its causes, without what they carry', () => {
    const cause = Object.assign(new Error('the reason'), { body: 'hidden' });
    const logged = logError(new Error('went wrong', { cause }));
    expect(logged?.cause).toEqual({ type: 'Error', message: 'the reason', stack: cause.stack });
  });

  test('that is its own cause ends after three', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(JSON.stringify(logError(error)).match(/"message"/g)).toHaveLength(4);
  });

  test.each<[string, unknown, unknown]>([
    ['a text is kept', 'no reason given', 'no reason given'],
    ['an object shows nothing of its own', { body: 'hidden' }, { type: 'Error', message: '' }],
    ['null says nothing', null, undefined],
  ])('that is none: %s', (_row, thrown, expected) => {
    expect(logError(thrown)).toEqual(expected);
  });
});

describe('a Redis that refuses the password', () => {
  const password = 'not-the-password-of-this-redis';
  let server: RunningRedis;
  beforeAll(async () => {
    server = await startTestRedis();
    const { logger } = createLog();
    const redis = connectRedis({ url: server.url, use: { for: 'jobs' }, logger });
    await waitForRedis(redis, 5000);
    await redis.config('SET', 'requirepass', 'the-password-of-this-redis');
    redis.disconnect();
  });
  afterAll(async () => {
    await server.stop();
  });

  test('leaves the password out of the log', async () => {
    const { lines, logger } = createLog();
    const url = `redis://:${password}@127.0.0.1:${server.port}`;
    const redis = connectRedis({ url, use: { for: 'jobs' }, logger });
    const error = await new Promise<Error>((resolve) => redis.once('error', resolve));
    redis.disconnect();
    logger.warn({ error }, 'the queue reports an error');
    logger.warn(error);
    // It is there to be leaked.
    expect(JSON.stringify(error)).toContain(password);
    expect(lines.filter((line) => line.includes('WRONGPASS')).length).toBeGreaterThanOrEqual(2);
    expect(lines.join()).not.toContain(password);
  });
});

test('a line has what is asked for at every line', () => {
  const lines: string[] = [];
  const step: { traceId?: string } = {};
  const logger = createLogger({
    app: 'test',
    level: 'trace',
    fields: () => ({ ...step }),
    stream: { write: (line) => lines.push(line) },
  });
  logger.info('before');
  step.traceId = 'abc';
  logger.info({ outcome: 'sent' }, 'within');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.not.objectContaining({ traceId: 'abc' }),
    expect.objectContaining({ traceId: 'abc', outcome: 'sent', msg: 'within' }),
  ]);
});

test('no secret in use gets into a line, wherever it stands', () => {
  const lines: string[] = [];
  const logger = createLogger({
    app: 'test',
    level: 'trace',
    scrubber: createScrubber(['a-secret-of-this-test', 'redis://:pass"word%21@127.0.0.1']),
    stream: { write: (line) => lines.push(line) },
  });
  const error = new Error('connect redis://:pass%22word%21@host', {
    cause: new Error('POST /webhooks/atlas/a-secret-of-this-test'),
  });
  logger.warn({ error, args: ['AUTH', 'pass"word!'], key: 'a-secret-of-this-test' }, 'failed');
  logger.child({ url: 'smtps://user:other@mail.example.com' }).info('a-secret-of-this-test');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  expect(lines.join()).not.toMatch(/a-secret-of-this-test|pass\\?"word|pass%22word|other/);
  expect(lines.join()).toContain('/webhooks/atlas/***');
  expect(lines.join()).toContain('smtps://***@mail.example.com');
});
