import { atLeastLevel } from '../output/log-record.ts';
import { findSupplier } from '../supplier/find-supplier.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What any program may need of the person's own environment. */
const basics = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];

const ofEveryApp = ['SHUTDOWN_TIMEOUT_MS'];

/** Where traces go: the names that OpenTelemetry itself reads, too. */
const ofTracing = /^OTEL_/;

/** Whom lines out may reach and trust. */
const ofWayOut = ['OUTBOUND_PRIVATE_HOSTS', 'TLS_CA', 'TLS_CA_FILE'];

/** How mails look: to whoever sends them, and to whoever shows what was sent. */
const ofMails = [/^BRAND_/, 'DEFAULT_LOCALE', 'TEMPLATE_DIR'];

/** The settings a person may make, by the app they belong to; everything else is ours to set. */
const settings = {
  ingest: [
    ...ofEveryApp,
    ...ofWayOut,
    ofTracing,
    'ATLAS_CLIENT_IDS',
    'ALLOWED_IPS',
    'TRUST_PROXY',
    'MAX_CONNECTIONS',
    'MAX_BODY_BYTES',
    'ENQUEUE_TIMEOUT_MS',
  ],
  worker: [
    ...ofEveryApp,
    ...ofWayOut,
    ofTracing,
    'MAIL_FROM',
    'MAIL_BCC',
    'MAIL_REPLY_TO',
    'MAIL_LIST_UNSUBSCRIBE',
    'MAIL_FEEDBACK_ID',
    'MAIL_PDF',
    /^DKIM_/,
    'WORKER_CONCURRENCY',
    'MAIL_RATE_PER_SECOND',
    'RETRY_DELAYS_MS',
    'UNCERTAIN_SEND',
    'FALLBACK_RECIPIENT',
    'SANDBOX_RECIPIENT',
    'SMTP_TIMEOUT_MS',
    'TRIP_WAIT_MS',
    /^BOOKING_LOOKUP_/,
    /^ATLAS_/,
    /^RECONCILE_/,
    /^RETAIN_/,
    /^ALERT_/,
    'DASHBOARD_URL',
    ...ofMails,
  ],
  dashboard: [
    ...ofEveryApp,
    ...ofWayOut,
    ...ofMails,
    'DASHBOARD_URL',
    'SESSION_IDLE_TIMEOUT_MS',
    'SESSION_TIMEOUT_MS',
    /^OIDC_/,
  ],
} as const;

/** Set by us for every start, so a value of the person's own has no effect. */
const oursToSet = [
  'SMTP_URL',
  'WEBHOOK_SECRETS',
  'PAYLOAD_KEYS',
  'DASHBOARD_USERS',
  'SESSION_SECRET',
  'JOURNAL_DIR',
  'BOOKINGS_API_KEYS',
  'NODE_ENV',
];

/** Of the person's own supplier; without its address they would only spoil the stand-in's. */
const supplierAccount = ['ATLAS_CLIENT_ID', 'ATLAS_CLIENT_SECRET', 'ATLAS_CLIENT_SECRET_FILE'];

/** Within what a person who pressed Ctrl-C waits for; the work is taken up again at the next start. */
export const defaultShutdownTimeoutMs = 5000;

export interface IngestSettings {
  redisUrl: string;
  port: number;
  adminPort: number;
  payloadKey: string;
  webhookSecret: string;
  journalFolder: string;
  bookingsApiKey: string;
}

/** How a worker reaches a supplier. */
export interface SupplierAccount {
  url: string;
  clientId: string;
  clientSecret: string;
}

export interface WorkerSettings {
  redisUrl: string;
  adminPort: number;
  payloadKey: string;
  smtpPort: number;
  dashboardPort: number;
  /** The stand-in's; absent where the person's own supplier is asked. */
  supplier?: SupplierAccount | undefined;
}

export interface DashboardSettings {
  redisUrl: string;
  port: number;
  adminPort: number;
  payloadKey: string;
  sessionSecret: string;
  users: readonly { name: string; role: string; hash: string }[];
}

export function ingestEnvironment(person: Environment, own: IngestSettings): Environment {
  return {
    ...appEnvironment(person, settings.ingest, own),
    HOST: '127.0.0.1',
    PORT: String(own.port),
    PAYLOAD_KEYS: own.payloadKey,
    WEBHOOK_SECRETS: own.webhookSecret,
    JOURNAL_DIR: own.journalFolder,
    BOOKINGS_API_KEYS: own.bookingsApiKey,
  };
}

export function workerEnvironment(person: Environment, own: WorkerSettings): Environment {
  const { supplier } = own;
  return {
    // The supplier's sample belongs to the sandbox and is to have a mailbox.
    SANDBOX_RECIPIENT: 'traveller@example.com',
    MAIL_FROM: 'Ticketpost <tickets@example.com>',
    DASHBOARD_URL: `http://127.0.0.1:${own.dashboardPort}`,
    ...appEnvironment(supplier ? omit(person, supplierAccount) : person, settings.worker, own),
    PAYLOAD_KEYS: own.payloadKey,
    SMTP_URL: `smtp://127.0.0.1:${own.smtpPort}`,
    ...(supplier && {
      ATLAS_BASE_URL: supplier.url,
      ATLAS_CLIENT_ID: supplier.clientId,
      ATLAS_CLIENT_SECRET: supplier.clientSecret,
    }),
  };
}

export function dashboardEnvironment(person: Environment, own: DashboardSettings): Environment {
  return {
    DASHBOARD_URL: `http://127.0.0.1:${own.port}`,
    ...appEnvironment(person, settings.dashboard, own),
    HOST: '127.0.0.1',
    PORT: String(own.port),
    PAYLOAD_KEYS: own.payloadKey,
    SESSION_SECRET: own.sessionSecret,
    DASHBOARD_USERS: own.users.map(({ name, role, hash }) => `${name}:${role}:${hash}`).join(','),
  };
}

/** The inbox is somebody else's program: it gets nothing of ours. */
export function inboxEnvironment(person: Environment): Environment {
  return pick(person, basics);
}

/** The level from which on a person wants to see the apps' lines. */
export function wantedLogLevel(person: Environment): string {
  const level = person['LOG_LEVEL'] ?? '';
  return level === '' ? 'info' : level;
}

/** The variables that are set although they have no effect here. */
export function findUnusedVariables(person: Environment): string[] {
  const unused =
    findSupplier(person).kind === 'given' ? oursToSet : [...oursToSet, ...supplierAccount];
  return unused.filter((name) => (person[name] ?? '') !== '');
}

function appEnvironment(
  person: Environment,
  passedOn: readonly (string | RegExp)[],
  { redisUrl, adminPort }: { redisUrl: string; adminPort: number },
): Environment {
  return {
    SHUTDOWN_TIMEOUT_MS: String(defaultShutdownTimeoutMs),
    ...pick(person, [...basics, ...passedOn]),
    // That an app listens, and what became of a delivery, stand in lines of this level. Where a
    // person wants fewer, the output leaves them out.
    LOG_LEVEL: atLeastLevel(wantedLogLevel(person), 'info'),
    REDIS_URL: redisUrl,
    ADMIN_HOST: '127.0.0.1',
    ADMIN_PORT: String(adminPort),
  };
}

/** An empty value is the same as none: it would only hide our own. */
function pick(person: Environment, names: readonly (string | RegExp)[]): Environment {
  const isWanted = (name: string): boolean =>
    names.some((wanted) => (typeof wanted === 'string' ? wanted === name : wanted.test(name)));
  return Object.fromEntries(
    Object.entries(person).filter(([name, value]) => isWanted(name) && (value ?? '') !== ''),
  );
}

function omit(person: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(person).filter(([name]) => !names.includes(name)));
}
