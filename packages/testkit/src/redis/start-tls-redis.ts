import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../process/find-free-port.ts';
import { findOnPath } from '../process/find-on-path.ts';
import { TestkitError } from '../testkit-error.ts';
import type { IssuedCertificate } from '../tls/create-test-authority.ts';
import { redisCommands } from './redis-program.ts';
import { redisRemedy } from './redis-remedy.ts';
import { startRedis, type RunningRedis } from './start-redis.ts';

/** A Redis from the PATH that speaks TLS alone, at `rediss://127.0.0.1:<port>`. */
export async function startTlsRedis(options: {
  certificate: IssuedCertificate;
  /** Whose clients are let in; without it they need no certificate. */
  clientCa?: string;
  /** Further settings by the names of redis.conf. */
  settings?: Readonly<Record<string, string>>;
}): Promise<RunningRedis> {
  const { certificate, clientCa, settings = {} } = options;
  const command = findOnPath(redisCommands, process.env);
  if (command === undefined) throw new TestkitError(redisRemedy, { code: 'redis_missing' });
  const folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-redis-tls-'));
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const port = await findFreePort();
  const redis = await startRedis({
    program: { kind: 'program', command },
    port,
    settings: {
      port: '0',
      'tls-port': String(port),
      'tls-cert-file': await write('cert.pem', certificate.cert),
      'tls-key-file': await write('key.pem', certificate.key),
      'tls-auth-clients': clientCa === undefined ? 'no' : 'yes',
      'tls-ca-cert-file': await write('ca.pem', clientCa ?? certificate.cert),
      ...settings,
    },
  });
  return {
    ...redis,
    url: `rediss://127.0.0.1:${port}`,
    get pid() {
      return redis.pid;
    },
    async stop() {
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
