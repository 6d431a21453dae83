import { findFreePort, type RunningProcess } from '@ticketpost/testkit';
import { startApp } from './start-system.ts';

export interface IngestProcess {
  process: RunningProcess;
  post: (body: string) => Promise<Response>;
  /** The checks of `/readyz` by their names, and its status. */
  readiness: () => Promise<{ status: number; checks: Record<string, Record<string, unknown>> }>;
  /** The value of a metric without labels. */
  metric: (name: string) => Promise<number>;
  /** Resolves when a line of the log has the message. */
  logged: (message: string) => Promise<string>;
}

const webhookSecret = 'a-secret-of-this-test';

/** The built ingest, which need not be ready. */
export async function startIngest(environment: Record<string, string>): Promise<IngestProcess> {
  const [port, adminPort] = [await findFreePort(), await findFreePort()];
  const child = await startApp('ingest', {
    LOG_LEVEL: 'info',
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
    WEBHOOK_SECRETS: webhookSecret,
    PAYLOAD_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    ...environment,
  });
  const admin = (path: string) => fetch(`http://127.0.0.1:${adminPort}${path}`);
  return {
    process: child,
    post: (body) =>
      fetch(`http://127.0.0.1:${port}/webhooks/atlas/${webhookSecret}`, { method: 'POST', body }),
    async readiness() {
      const response = await admin('/readyz');
      const { checks } = (await response.json()) as {
        checks: Record<string, Record<string, unknown>>;
      };
      return { status: response.status, checks };
    },
    async metric(name) {
      const text = await (await admin('/metrics')).text();
      return Number(new RegExp(`^${name} (?<value>.+)$`, 'm').exec(text)?.groups?.['value']);
    },
    logged: (message) =>
      child.nextLine((line) => line.includes(`"msg":"${message}"`), { timeoutMs: 20_000 }),
  };
}
