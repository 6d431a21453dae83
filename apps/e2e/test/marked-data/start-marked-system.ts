import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSupplierStandIn, startWebhookReceiver } from '@ticketpost/testkit';
import { startBookingLookup } from '../start-booking-lookup.ts';
import { startSystem } from '../start-system.ts';
import { supplierEnvironment } from '../supplier-environment.ts';
import { createCaller } from './create-caller.ts';
import { personal, secrets } from './marks.ts';

export type MarkedSystem = Awaited<ReturnType<typeof startMarkedSystem>>;

const payloadKeys = `k1:${secrets.payloadKey}`;

/** Who may see the dashboard; the password of both is `secrets.password`. */
const users = { viewer: 'vera', operator: 'olga' } as const;

/**
 * The system with everything there is around it, every secret of it marked: supplier, lookup, a receiver
 * of alerts, and a mail server that refuses one mailbox and loses its first answer.
 */
export async function startMarkedSystem() {
  const folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-marked-'));
  const journalFolder = path.join(folder, 'journal');
  const supplier = await startSupplierStandIn({ clientSecret: secrets.supplierSecret });
  const lookup = await startBookingLookup(secrets.lookupToken);
  const alerts = await startWebhookReceiver();
  const system = await startSystem({
    ingest: {
      PAYLOAD_KEYS: payloadKeys,
      WEBHOOK_SECRETS: secrets.webhookSecret,
      BOOKINGS_API_KEYS: secrets.bookingsKey,
      JOURNAL_DIR: journalFolder,
      ENQUEUE_TIMEOUT_MS: '300',
    },
  });
  const close = async (): Promise<void> => {
    await system.close();
    await Promise.all([supplier.close(), lookup.close(), alerts.close()]);
    await rm(folder, { recursive: true, force: true });
  };

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
  const smtp = new URL(system.smtp.url);
  smtp.username = 'mark-user';
  smtp.password = secrets.smtpPassword;
  const worker = await system
    .startWorker({
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
    })
    .catch(async (error: unknown) => {
      await close();
      throw error;
    });

  return {
    ...createCaller(new URL('/', system.webhookUrl).href),
    system,
    worker,
    supplier,
    lookup,
    alerts,
    journalFolder,
    close,
    runCommand: (args: readonly string[]) => system.runCommand(args, { PAYLOAD_KEYS: payloadKeys }),
    /** `passwordHash`: of `secrets.password`. */
    startDashboard: async (passwordHash: string) => ({
      dashboard: await system.startDashboard({
        PAYLOAD_KEYS: payloadKeys,
        SESSION_SECRET: secrets.sessionSecret,
        DASHBOARD_USERS: `${users.viewer}:viewer:${passwordHash},${users.operator}:operator:${passwordHash}`,
      }),
      authorizationOf: (role: keyof typeof users) =>
        `Basic ${Buffer.from(`${users[role]}:${secrets.password}`).toString('base64')}`,
    }),
  };
}
