import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildDelivery,
  newOrderNo,
  startSupplierStandIn,
  startWebhookReceiver,
} from '@ticketpost/testkit';
import { nextAttempt } from '../attempt-line.ts';
import { readRedisFiles } from '../read-redis-files.ts';
import { startBookingLookup } from '../start-booking-lookup.ts';
import { startSystem, type AppProcess } from '../start-system.ts';
import { supplierEnvironment } from '../supplier-environment.ts';
import { documents, personal, secrets, unreadDocuments } from './marks.ts';
import { readMemory, readStartEnvironment, readTitle } from './read-process.ts';
import { readEveryPage } from './read-every-page.ts';

/** Where something could have been left behind; each with all that was found there. */
export interface Places {
  redisFiles: string;
  /** Empty where a process' memory cannot be read. */
  redisMemory: readonly string[];
  journal: string;
  logs: string;
  metrics: string;
  /** What ingest answered, good and bad. */
  answers: string;
  viewerPages: ReadonlyMap<string, string>;
  operatorPages: ReadonlyMap<string, string>;
  /** What `ticketpost` printed. */
  commands: string;
  alerts: string;
  mails: string;
  titles: string;
  environments: Readonly<Record<'redis' | 'ingest' | 'worker' | 'dashboard', string>>;
}

const users = {
  // The password is `secrets.password` for both; the hash is of the cheapest kind.
  viewer: 'vera',
  operator: 'olga',
} as const;

const passenger = {
  ...documents,
  name: personal.passenger,
  ticketNos: [personal.ticketNo],
  airlinePNRs: [personal.pnr],
};
const passengers = [passenger];

/**
 * Sends marked data along every way that it can take, those that end badly too, and brings back what
 * was left behind anywhere. Orders that must be found are named in `orders`.
 */
export async function playEveryPath(passwordHash: string): Promise<{
  places: Places;
  orders: Readonly<Record<'sent' | 'refused' | 'journalled', string>>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-marked-'));
  const journalFolder = path.join(folder, 'journal');
  const supplier = await startSupplierStandIn({ clientSecret: secrets.supplierSecret });
  const lookup = await startBookingLookup(secrets.lookupToken);
  const alerts = await startWebhookReceiver();
  const payloadKeys = `k1:${secrets.payloadKey}`;
  const system = await startSystem({
    ingest: {
      PAYLOAD_KEYS: payloadKeys,
      WEBHOOK_SECRETS: secrets.webhookSecret,
      BOOKINGS_API_KEYS: secrets.bookingsKey,
      JOURNAL_DIR: journalFolder,
      ENQUEUE_TIMEOUT_MS: '300',
    },
  });
  try {
    const ingestUrl = new URL('/', system.webhookUrl).href;
    const webhookPath = `webhooks/atlas/${secrets.webhookSecret}`;
    const answers: string[] = [];
    const ask = async (at: string, init: RequestInit): Promise<string> => {
      const response = await fetch(`${ingestUrl}${at}`, init);
      const text = await response.text();
      answers.push(`${JSON.stringify([...response.headers])} ${text}`);
      return text;
    };
    const post = async (body: unknown, at = webhookPath, headers = {}): Promise<string> => {
      const text = await ask(at, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const answer = JSON.parse(text) as { deliveryId?: string };
      return answer.deliveryId ?? '';
    };
    const book = (orderNo: string, email: string, key: string = secrets.bookingsKey) =>
      ask(`bookings/${orderNo}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
        body: JSON.stringify({
          email,
          name: personal.name,
          locale: 'en',
          agencyReference: personal.agencyReference,
        }),
      });

    const smtp = new URL(system.smtp.url);
    smtp.username = 'mark-user';
    smtp.password = secrets.smtpPassword;
    const worker = await system.startWorker({
      ...supplierEnvironment(supplier),
      PAYLOAD_KEYS: payloadKeys,
      SMTP_URL: smtp.href,
      FALLBACK_RECIPIENT: '',
      RETRY_DELAYS_MS: '50,50',
      RECONCILE_EVERY_MS: '0',
      BOOKING_LOOKUP_URL: lookup.urlTemplate,
      BOOKING_LOOKUP_TOKEN: secrets.lookupToken,
      ALERT_WEBHOOK_URL: alerts.url,
      ALERT_WEBHOOK_SECRET: secrets.alertSecret,
      ALERT_INTERVAL_MS: '1000',
    });
    let lostAnswers = 1;
    system.smtp.behave((stage, address) => {
      if (stage === 'rcpt' && address === personal.refusedMailbox) {
        return { reply: 550, text: `5.1.1 <${address}> ${personal.name} is not here` };
      }
      if (stage === 'data' && lostAnswers > 0) {
        lostAnswers -= 1;
        return { drop: 'after' };
      }
      return undefined;
    });

    const orders = {
      uncertain: newOrderNo(),
      sent: newOrderNo(),
      refused: newOrderNo(),
      lookedUp: newOrderNo(),
      unknown: newOrderNo(),
      unconfirmed: newOrderNo(),
      journalled: newOrderNo(),
      erased: newOrderNo(),
    };
    for (const orderNo of Object.values(orders)) {
      if (orderNo !== orders.unconfirmed) supplier.setOrder(orderNo, { passengers });
    }
    supplier.script(orders.unconfirmed, [
      { raw: `{"status": "${personal.passenger} ${documents.cardNum}` },
    ]);
    lookup.answer(orders.lookedUp, {
      email: personal.lookedUpMailbox,
      name: personal.name,
      locale: 'en',
    });

    const tell = async (orderNo: string, mailbox: string | undefined, outcome: string) => {
      if (mailbox !== undefined) await book(orderNo, mailbox);
      await post(buildDelivery({ orderNo, passengers }));
      await nextAttempt(worker, { orderNo, outcome });
    };
    await tell(orders.uncertain, personal.mailbox, 'sent');
    await tell(orders.sent, personal.mailbox, 'sent');
    await tell(orders.refused, personal.refusedMailbox, 'dead');
    await tell(orders.lookedUp, undefined, 'sent');
    await tell(orders.unknown, undefined, 'no_recipient');
    await tell(orders.erased, personal.mailbox, 'sent');
    await post(buildDelivery({ orderNo: orders.unconfirmed, passengers }));
    await nextAttempt(worker, { orderNo: orders.unconfirmed });
    await ask(`bookings/${orders.sent}`, {
      headers: { Authorization: `Bearer ${secrets.bookingsKey}` },
    });

    // What is not as it should be.
    const unread = { ...passenger, ...unreadDocuments };
    const broken = JSON.stringify(buildDelivery({ passengers: [unread] })).slice(0, -3);
    const released = await post(broken);
    const discarded = await post(broken);
    await post({ type: 'order.ticketed', data: { orderNo: 7, paxTicketInfos: [unread] } });
    await post(buildDelivery({ type: 'order.addonComplete', passengers }));
    await post({ type: 'never.heard.of', data: { deep: [[passenger]] }, [personal.name]: 1 });
    await post(buildDelivery({ passengers }), `webhooks/atlas/${personal.passenger}`);
    await post(buildDelivery({ passengers }), webhookPath, { 'Content-Encoding': 'gzip' });
    await post(buildDelivery({ passengers, extra: { fill: 'x'.repeat(300_000) } }));
    await ask(webhookPath, { method: 'DELETE' });
    await book(orders.sent, `${personal.mailbox} and ${personal.otherMailbox}`);
    await book(orders.sent, personal.mailbox, `${secrets.bookingsKey}x`);
    await ask(`bookings/${orders.sent}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${secrets.bookingsKey}` },
      body: `{"email": "${personal.mailbox}`,
    });

    // What waits on ingest's own disk.
    system.redis.freeze();
    await post(buildDelivery({ orderNo: orders.journalled, passengers }));
    await post(broken);
    const journal = await readFolder(journalFolder);
    system.redis.thaw();
    await nextAttempt(worker, { orderNo: orders.journalled, outcome: 'no_recipient' });

    const dashboard = await system.startDashboard({
      PAYLOAD_KEYS: payloadKeys,
      SESSION_SECRET: secrets.sessionSecret,
      DASHBOARD_USERS: `${users.viewer}:viewer:${passwordHash},${users.operator}:operator:${passwordHash}`,
    });
    const decide = (at: string, fields: object) =>
      fetch(`${dashboard.url}${at}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          Authorization: authorizationOf(users.operator),
        },
        body: JSON.stringify(fields),
      });
    const reason = 'the traveller asked for it';
    await decide(`/quarantine/${released}/release`, { reason });
    await decide(`/quarantine/${discarded}/discard`, { reason });
    await decide(`/orders/${orders.refused}/redrive`, { reason });
    await decide(`/orders/${orders.sent}/resend`, { reason, to: personal.otherMailbox });
    await system.smtp.nextMail(({ recipients }) => recipients.includes(personal.otherMailbox));
    await decide(`/orders/${orders.erased}/erase`, { reason });
    await alerts.next();

    const look = (user: string) =>
      readEveryPage({
        url: dashboard.url,
        authorization: authorizationOf(user),
        orders: Object.values(orders),
        searches: [personal.ticketNo, personal.pnr, orders.sent],
      });
    const [viewerPages, operatorPages] = [await look(users.viewer), await look(users.operator)];

    const commands: string[] = [];
    for (const args of [
      ['order', orders.sent],
      ['order', orders.refused, '--json'],
      ['quarantine', 'list'],
      ['dead-letters', 'list'],
      ['audit', '--json'],
      ['doctor', '--json'],
    ]) {
      const { lines } = await system.runCommand(args, { PAYLOAD_KEYS: payloadKeys });
      commands.push(...lines);
    }

    const running: readonly AppProcess[] = [system.ingest, worker, dashboard];
    const metrics = await Promise.all(running.map((app) => app.readMetrics()));
    const isReadable = process.platform === 'linux';
    const pids = [system.redis.pid, ...running.map(({ pid }) => pid)];
    const environments = await Promise.all(
      pids.map(async (pid) => (isReadable ? await readStartEnvironment(pid) : '')),
    );
    const [redis = '', ingest = '', ofWorker = '', ofDashboard = ''] = environments;
    return {
      orders,
      places: {
        redisFiles: await readRedisFiles(system.redis.directory),
        redisMemory: isReadable ? await readMemory(system.redis.pid) : [],
        journal,
        logs: system.processes.flatMap(({ lines }) => lines).join('\n'),
        metrics: metrics.join('\n'),
        answers: answers.join('\n'),
        viewerPages,
        operatorPages,
        commands: commands.join('\n'),
        alerts: alerts.posts.map((sent) => JSON.stringify(sent)).join('\n'),
        mails: system.smtp.mails
          .map(({ raw, html, text }) => `${raw.toString('latin1')} ${html} ${text}`)
          .join('\n'),
        titles: isReadable ? (await Promise.all(pids.map(readTitle))).join('\n') : '',
        environments: { redis, ingest, worker: ofWorker, dashboard: ofDashboard },
      },
    };
  } finally {
    await system.close();
    await Promise.all([supplier.close(), lookup.close(), alerts.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

function authorizationOf(user: string): string {
  return `Basic ${Buffer.from(`${user}:${secrets.password}`).toString('base64')}`;
}

async function readFolder(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
  );
  return contents.join('\n');
}
