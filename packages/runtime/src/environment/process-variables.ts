import { defineInteger, defineText } from './variable.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The variables that every process reads. */
export function defineProcessVariables({ adminPort }: { adminPort: number }) {
  return {
    environment: defineText(
      {
        name: 'NODE_ENV',
        meaning: '`production` makes secrets required and refuses the development values',
        expectation: 'development, test or production',
        example: 'production',
        oneOf: ['development', 'test', 'production'],
      },
      { fallback: 'development' },
    ),
    redisUrl: defineText(
      {
        name: 'REDIS_URL',
        meaning:
          'the Redis server of queue and ledger; `rediss://` for TLS; user and password percent-encoded',
        expectation: 'a redis:// or rediss:// URL without parameters (but family)',
        example: 'redis://127.0.0.1:6379',
        pattern: '^rediss?://[^\\s?#]+(\\?family=[046])?$',
        secret: true,
      },
      { fallback: 'redis://127.0.0.1:6379' },
    ),
    logLevel: defineText(
      {
        name: 'LOG_LEVEL',
        meaning: 'how much is logged',
        expectation: `one of ${logLevels.join(', ')}`,
        example: 'info',
        oneOf: logLevels,
      },
      { fallback: 'info' },
    ),
    adminHost: defineText(
      {
        name: 'ADMIN_HOST',
        meaning:
          'where the admin port listens (`/livez`, `/readyz`, `/metrics`): a comma list of addresses, of CIDR ranges and host names that mean addresses of this machine',
        expectation: 'a comma list of addresses, CIDR ranges and host names of this machine',
        example: '127.0.0.1',
      },
      { fallback: '127.0.0.1' },
    ),
    adminPort: defineInteger(
      {
        name: 'ADMIN_PORT',
        meaning: 'port of the admin server; 0 takes a free one',
        expectation: 'a port number, 0 to 65535',
        example: String(adminPort),
        minimum: 0,
        maximum: 65_535,
      },
      { fallback: adminPort },
    ),
    shutdownTimeoutMs: defineInteger(
      {
        name: 'SHUTDOWN_TIMEOUT_MS',
        meaning: 'how long work under way may take to end after SIGTERM',
        expectation: 'a time in milliseconds, 100 to 600000',
        example: '25000',
        minimum: 100,
        maximum: 600_000,
      },
      { fallback: 25_000 },
    ),
  };
}

/** The variables of a process that serves HTTP beside its admin port. */
export function defineListenVariables({ port }: { port: number }) {
  return {
    host: defineText(
      {
        name: 'HOST',
        meaning: 'address to listen on; the images set `0.0.0.0`',
        expectation: 'an address of this machine',
        example: '127.0.0.1',
      },
      { fallback: '127.0.0.1' },
    ),
    port: defineInteger(
      {
        name: 'PORT',
        meaning: 'port to listen on; 0 takes a free one',
        expectation: 'a port number, 0 to 65535',
        example: String(port),
        minimum: 0,
        maximum: 65_535,
      },
      { fallback: port },
    ),
  };
}
