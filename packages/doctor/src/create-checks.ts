import { Resolver } from 'node:dns/promises';
import { createOutbound } from '@ticketpost/outbound';
import { readCustodyState, readReports } from '@ticketpost/monitoring';
import { createChangingKeyring } from '@ticketpost/queue';
import { readPeriods } from '@ticketpost/retention';
import { retentionVariables } from '@ticketpost/retention/variables';
import type { Environment } from '@ticketpost/runtime';
import {
  domainOfSender,
  findDkimSettings,
  judgeDkimSettings,
  parseSender,
  workerVariables,
} from '@ticketpost/settings/worker';
import { createSupplierClient } from '@ticketpost/supplier';
import { checkConfiguration } from './configuration/check-configuration.ts';
import { checkTemplates } from './configuration/check-templates.ts';
import { checkJournal } from './check-journal.ts';
import type { Diagnosis, DoctorCheck } from './diagnosis.ts';
import { checkSenderDomain } from './dns/check-sender-domain.ts';
import type { DnsResolver } from './dns/dns-resolver.ts';
import { checkLookup } from './http/check-lookup.ts';
import { checkSupplier } from './http/check-supplier.ts';
import { readHttpClock } from './http/read-http-clock.ts';
import { judgeCustody } from './keys/judge-custody.ts';
import { judgeSample } from './keys/judge-sample.ts';
import { sampleSealed } from './keys/sample-sealed.ts';
import { isSet, readSettings, skip, skipUnread } from './read-settings.ts';
import { judgeClock, measureClock } from './redis/check-clock.ts';
import { lookAtRedis } from './redis/look-at-redis.ts';
import { withRedis } from './redis/with-redis.ts';
import { checkRetention } from './retention/check-retention.ts';
import { checkSecrets } from './secrets/check-secrets.ts';
import { checkUsers } from './secrets/check-users.ts';
import { judgeMailServer } from './smtp/judge-mail-server.ts';
import { lookAtMailServer } from './smtp/mail-server.ts';
import { sendTestMail } from './smtp/send-test-mail.ts';

export interface DoctorOptions {
  environment: Environment;
  /** Sends one mail there; none is sent without. */
  sendTo?: string | undefined;
  /** Default the name service of this machine. */
  resolver?: DnsResolver;
  now?: () => Date;
}

/** By which the way out is made. */
const outboundSettings = {
  environment: workerVariables.environment,
  tlsCa: workerVariables.tlsCa,
  outboundPrivateHosts: workerVariables.outboundPrivateHosts,
};

/** In an incident nobody waits for the patience that mails have. */
const longestPhaseMs = 10_000;
const fast = 5000;
const redisTimeoutMs = 15_000;

const about = {
  configuration:
    'the environment as each app reads it: everything that is wrong, not only the first',
  secrets:
    'whether a webhook secret, a key of the Bookings API or the session secret can be guessed',
  users: 'whether somebody can log in to the dashboard and act, and how their passwords are hashed',
  templates: 'logo and own templates, tried on every kind of mail in every language',
  redis: 'whether it answers, its version, settings, role, memory and clock',
  keys: 'whether `PAYLOAD_KEYS` opens a bounded sample of what is stored; which keys are in use, missing, or may go',
  retention:
    'how long what is kept, whether what is past its period goes, and the oldest of what is stored',
  journal: 'whether the folder of ingest’s journal can be written, and what room it has',
  smtp: 'address, greeting, TLS and certificate, login and extensions of the mail server; nothing is sent without `--send-to`',
  dns: 'MX, SPF, DKIM and DMARC of the sender’s domain',
  supplier: 'whether the supplier knows our client id, and its clock',
  lookup: 'whether the booking lookup answers about an order that nobody knows',
} as const;

/** Everything that can be looked at, each by settings of its own. */
export function createChecks({
  environment,
  sendTo,
  resolver = new Resolver({ timeout: 2000, tries: 2 }),
  now = () => new Date(),
}: DoctorOptions): DoctorCheck[] {
  const redisAt = () => {
    const { redisUrl, tlsCa, redisTlsClient } = workerVariables;
    const settings = readSettings({ url: redisUrl, tlsCa, redisTlsClient }, environment);
    return settings && { url: settings.url, tls: settings };
  };
  const hasMail = isSet('MAIL_FROM', environment) || isSet('SMTP_URL', environment);
  return [
    check('configuration', about.configuration, fast, () => checkConfiguration(environment)),
    check('secrets', about.secrets, fast, () => checkSecrets(environment)),
    check('users', about.users, fast, () => checkUsers(environment)),
    check('templates', about.templates, 30_000, () => checkTemplates(environment)),
    check('redis', about.redis, redisTimeoutMs, () => {
      const redis = redisAt();
      if (redis === undefined) return [skipUnread('redis')];
      return withRedis({ ...redis, name: 'redis.connection' }, async (connection) => [
        ...(await lookAtRedis(connection)),
        judgeClock(await measureClock(connection), { name: 'redis.clock', whose: 'Redis’' }),
      ]);
    }),
    check('keys', about.keys, redisTimeoutMs, () => {
      const { payloadKeys } = workerVariables;
      const redis = redisAt();
      const settings = readSettings({ payloadKeys }, environment);
      if (redis === undefined || settings === undefined) return [skipUnread('keys')];
      const keyring = createChangingKeyring(settings.payloadKeys);
      return withRedis({ ...redis, name: 'keys' }, async (connection) => [
        ...judgeSample(await sampleSealed(connection, keyring)),
        ...judgeCustody({
          keyIds: keyring.keyIds(),
          state: await readCustodyState(connection),
          processes: await readReports(connection),
        }),
      ]);
    }),
    check('retention', about.retention, redisTimeoutMs, () => {
      const { payloadKeys } = workerVariables;
      const redis = redisAt();
      const settings = readSettings({ payloadKeys, ...retentionVariables }, environment);
      if (redis === undefined || settings === undefined) return [skipUnread('retention')];
      const keyring = createChangingKeyring(settings.payloadKeys);
      const periods = readPeriods(settings);
      return withRedis({ ...redis, name: 'retention' }, (connection) =>
        checkRetention({ redis: connection, keyring, periods, now: now() }),
      );
    }),
    check('journal', about.journal, fast, () => checkJournal(environment)),
    check('smtp', about.smtp, 4 * longestPhaseMs, async (signal) => {
      if (!hasMail) return [skip('smtp', 'neither SMTP_URL nor MAIL_FROM is set here')];
      const { smtpUrl: url, smtpTimeoutMs } = workerVariables;
      const settings = readSettings({ url, smtpTimeoutMs, ...outboundSettings }, environment);
      if (settings === undefined) return [skipUnread('smtp')];
      const server = createOutbound(settings).smtp(settings.url);
      const timeoutMs = Math.min(settings.smtpTimeoutMs, longestPhaseMs);
      const look = await lookAtMailServer({ server, timeoutMs, signal });
      const found = judgeMailServer(look, now());
      if (sendTo === undefined || found.some(({ status }) => status === 'failed')) return found;
      const sender = readSender(environment);
      if (sender === undefined) return [...found, skipUnread('smtp.test_mail')];
      const mail = { server, timeoutMs, to: sendTo, now: now(), signal, ...sender };
      return [...found, await sendTestMail(mail)];
    }),
    check('dns', about.dns, 20_000, () => {
      if (!isSet('MAIL_FROM', environment)) return [skip('dns', 'MAIL_FROM is not set here')];
      const sender = readSender(environment);
      if (sender === undefined) return [skipUnread('dns')];
      return checkSenderDomain({ ...sender, domain: domainOfSender(sender.from), resolver });
    }),
    check('supplier', about.supplier, 2 * longestPhaseMs, async (signal) => {
      const { atlasBaseUrl, atlasClientId, atlasClientSecret, atlasTimeoutMs } = workerVariables;
      if (
        ![atlasBaseUrl, atlasClientId, atlasClientSecret].some((v) => isSet(v.name, environment))
      ) {
        return [skip('supplier', 'ATLAS_BASE_URL is not set: events are believed without asking')];
      }
      const settings = readSettings(
        {
          baseUrl: atlasBaseUrl,
          clientId: atlasClientId,
          clientSecret: atlasClientSecret,
          atlasTimeoutMs,
          ...outboundSettings,
        },
        environment,
      );
      const { baseUrl, clientId, clientSecret } = settings ?? {};
      if (
        settings === undefined ||
        baseUrl === undefined ||
        clientId === undefined ||
        clientSecret === undefined
      ) {
        return [skipUnread('supplier')];
      }
      const timeoutMs = Math.min(settings.atlasTimeoutMs, longestPhaseMs);
      const outbound = createOutbound(settings);
      const account = { baseUrl, clientId, clientSecret, timeoutMs, maxConcurrent: 1, outbound };
      const supplier = createSupplierClient(account);
      const agent = outbound.createAgent({ connections: 1, timeoutMs, maxResponseBytes: 65_536 });
      try {
        const [login, aheadMs] = await Promise.all([
          checkSupplier(supplier, now()),
          readHttpClock(baseUrl, { dispatcher: agent, signal }),
        ]);
        return [login, judgeSupplierClock(aheadMs)];
      } finally {
        await Promise.all([supplier.close(), agent.destroy()]);
      }
    }),
    check('lookup', about.lookup, longestPhaseMs, async (signal) => {
      const { bookingLookupUrl, bookingLookupToken } = workerVariables;
      if (!isSet(bookingLookupUrl.name, environment)) {
        return [skip('lookup', 'BOOKING_LOOKUP_URL is not set')];
      }
      const settings = readSettings(
        { url: bookingLookupUrl, token: bookingLookupToken, ...outboundSettings },
        environment,
      );
      if (settings?.url === undefined) return [skipUnread('lookup')];
      const { url, token } = settings;
      const outbound = createOutbound(settings);
      return [await checkLookup({ url, token, timeoutMs: longestPhaseMs, outbound, signal })];
    }),
  ];
}

/** The checks whose name, or a part of it, was asked for; `undefined` when there is none of a name. */
export function selectChecks(
  checks: readonly DoctorCheck[],
  names: readonly string[],
): readonly DoctorCheck[] | undefined {
  if (names.length === 0) return checks;
  const groupOf = (name: string) => name.split('.')[0];
  const groups = new Set(names.map(groupOf));
  const selected = checks.filter(({ name }) => groups.has(name));
  return selected.length === groups.size ? selected : undefined;
}

function check(
  name: string,
  what: string,
  timeoutMs: number,
  look: (signal: AbortSignal) => readonly Diagnosis[] | Promise<readonly Diagnosis[]>,
): DoctorCheck {
  return { name, about: what, timeoutMs, look: async (signal) => look(signal) };
}

function judgeSupplierClock(aheadMs: number | undefined): Diagnosis {
  const name = 'supplier.clock';
  if (aheadMs === undefined) return skip(name, 'the supplier does not tell its time');
  return judgeClock(aheadMs, { name, whose: 'the supplier’s' });
}

/** The sender and what signs for it, of settings that are right. */
function readSender(environment: Environment) {
  const { mailFrom, dkimDomain, dkimSelector, dkimPrivateKey } = workerVariables;
  const settings = readSettings(
    { mailFrom, dkimDomain, dkimSelector, dkimPrivateKey },
    environment,
  );
  if (settings === undefined || judgeDkimSettings(settings) !== undefined) return undefined;
  return { from: parseSender(settings.mailFrom), dkim: findDkimSettings(settings) };
}
