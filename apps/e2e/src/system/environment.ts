/** Settings of the apps under test. Times are short, so that rounds are quick. */

const secret = 'a-webhook-secret-of-the-faults';
const payloadKey = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

export const webhookPath = `/webhooks/atlas/${secret}`;

/** With which the agency puts its bookings. */
export const bookingsKey = 'a-bookings-key-of-the-faults';

/**
 * Where confirmations go of which no booking tells: those of sandbox orders, booked or not, to a
 * mailbox of their own.
 */
export const mailboxes = { sandbox: 'sandbox@example.com', others: 'desk@example.com' } as const;

/** 60 tries within about a minute: no outage of a scenario may use them up. */
const retryDelaysMs = Array.from({ length: 60 }, (_, index) => Math.min(200 + 100 * index, 1000));

/** More questions than the suite's supplier needs to say that an order is ticketed. */
const recheckDelaysMs = [300, 600, 900, 1200, ...Array.from({ length: 8 }, () => 1500)];

/** What the suite sets otherwise than the defaults; stands above its table. */
export const shortTimes = {
  ENQUEUE_TIMEOUT_MS: '500',
  SHUTDOWN_TIMEOUT_MS: '8000',
  SMTP_TIMEOUT_MS: '5000',
  RETRY_DELAYS_MS: retryDelaysMs.join(','),
  TRIP_WAIT_MS: '5000',
  ATLAS_TIMEOUT_MS: '1500',
  ATLAS_RECHECK_DELAYS_MS: recheckDelaysMs.join(','),
} as const;

const common = {
  LOG_LEVEL: 'info',
  PAYLOAD_KEYS: payloadKey,
  SHUTDOWN_TIMEOUT_MS: shortTimes.SHUTDOWN_TIMEOUT_MS,
};

export function ingestEnvironment(options: {
  port: number;
  journalDir: string;
}): Record<string, string> {
  return {
    ...common,
    PORT: String(options.port),
    WEBHOOK_SECRETS: secret,
    ENQUEUE_TIMEOUT_MS: shortTimes.ENQUEUE_TIMEOUT_MS,
    JOURNAL_DIR: options.journalDir,
    BOOKINGS_API_KEYS: bookingsKey,
  };
}

export function workerEnvironment(options: {
  smtpPort: number;
  hasFallback: boolean;
}): Record<string, string> {
  return {
    ...common,
    SMTP_URL: `smtp://agency:password@127.0.0.1:${options.smtpPort}`,
    MAIL_FROM: 'Blue Travel <tickets@example.com>',
    SANDBOX_RECIPIENT: mailboxes.sandbox,
    ...(options.hasFallback ? { FALLBACK_RECIPIENT: mailboxes.others } : {}),
    SMTP_TIMEOUT_MS: shortTimes.SMTP_TIMEOUT_MS,
    RETRY_DELAYS_MS: shortTimes.RETRY_DELAYS_MS,
    TRIP_WAIT_MS: shortTimes.TRIP_WAIT_MS,
  };
}

/** Of a worker that asks this supplier. */
export function supplierEnvironment(supplier: {
  url: string;
  clientId: string;
  clientSecret: string;
}): Record<string, string> {
  return {
    ATLAS_BASE_URL: supplier.url,
    ATLAS_CLIENT_ID: supplier.clientId,
    ATLAS_CLIENT_SECRET: supplier.clientSecret,
    ATLAS_TIMEOUT_MS: shortTimes.ATLAS_TIMEOUT_MS,
    ATLAS_RECHECK_DELAYS_MS: shortTimes.ATLAS_RECHECK_DELAYS_MS,
    // A sweep would mail orders whose event was refused: nobody's to judge.
    RECONCILE_EVERY_MS: '0',
  };
}

/** For mail servers that fall silent on purpose: a round is not to wait long for each. */
export const littlePatience = { SMTP_TIMEOUT_MS: '1500' } as const;

/** Loads the hook that jumps the clock or stalls the event loop when SIGWINCH comes. */
export function processHook(fault: 'jump' | 'stall', milliseconds: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${new URL('process-hook.mjs', import.meta.url).href}`,
    FAULT_HOOK: `${fault}:${milliseconds}`,
  };
}
