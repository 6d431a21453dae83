import {
  buildDelivery,
  findTestChromium,
  newOrderNo,
  type BuildDeliveryOptions,
} from '@ticketpost/testkit';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { nextAttempt } from '../attempt-line.ts';
import { startSystem, type AppProcess, type System } from '../start-system.ts';
import { watchPage } from './watch-page.ts';

/** People of the tests; the hashes are of the cheapest kind, so that logging in takes no time. */
export const people = {
  olga: {
    role: 'operator',
    password: 'operators open doors',
    hash: 'scrypt.1024.8.1.TWZDa69b3t1lCScQWYkSdg.UZKLl2QqiV_n2Q8jT1yaQIGxqtv2k1P4eJYeKDCOcf0',
  },
  vera: {
    role: 'viewer',
    password: 'viewers only look on',
    hash: 'scrypt.1024.8.1.bTHTIn7gML85Jq2CK19Piw.5r4AR0av3RVqwePTaimuxy7rQVgjgLQbIsaAUEc5dhI',
  },
} as const;

type Person = keyof typeof people;

const users = Object.entries(people)
  .map(([name, { role, hash }]) => `${name}:${role}:${hash}`)
  .join(',');

interface MadeOrder {
  orderNo: string;
  mailbox: string;
  deliveryId: string;
}

/** A built system with one worker and the dashboard, and a browser to look at it. */
export interface BrowserSystem extends System {
  worker: AppProcess;
  dashboard: AppProcess;
  /** Starts the dashboard again, on the same port. */
  restartDashboard: () => Promise<void>;
  /** A tab of a browser of its own, logged in, that the test watches for faults. */
  openPage: (person?: Person | 'nobody', options?: BrowserContextOptions) => Promise<Page>;
  /** What went wrong on the pages since the last call. */
  takeFaults: () => string[];
  closePages: () => Promise<void>;
  /** Lets the mail server take mails for this mailbox again. */
  accept: (...mailboxes: readonly string[]) => void;
  /** An order that was tried once, to a mailbox of its own, and ended so. */
  makeOrder: (order?: {
    orderNo?: string;
    passengers?: BuildDeliveryOptions['passengers'];
    /** Default `sent`; `dead` is a mailbox that is refused, `no_recipient` has no booking. */
    outcome?: 'sent' | 'dead' | 'no_recipient';
  }) => Promise<MadeOrder>;
}

export async function startBrowserSystem(
  options: {
    ingest?: Record<string, string>;
    dashboard?: (system: System) => Promise<Record<string, string>>;
  } = {},
): Promise<BrowserSystem> {
  const executablePath = await findTestChromium();
  const system = await startSystem({
    ingest: options.ingest ?? {},
    worker: { FALLBACK_RECIPIENT: '' },
  });
  const browser = await chromium
    .launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
    .catch(async (error: unknown) => {
      await system.close();
      throw error;
    });
  const environment = { DASHBOARD_USERS: users, ...(await options.dashboard?.(system)) };
  const close = async () => {
    await browser.close();
    await system.close();
  };
  const [worker, firstDashboard] = await Promise.all([
    system.startWorker(),
    system.startDashboard(environment),
  ]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  let dashboard: AppProcess = firstDashboard;
  const { url } = firstDashboard;
  const refused = new Set<string>();
  system.smtp.behave((stage, address) =>
    stage === 'rcpt' && refused.has(address)
      ? { reply: 550, text: `5.1.1 <${address}>: Recipient address rejected: User unknown` }
      : undefined,
  );
  const faults: string[] = [];
  let orders = 0;

  return {
    ...system,
    worker,
    get dashboard() {
      return dashboard;
    },
    async restartDashboard() {
      dashboard = await system.startDashboard({ ...environment, PORT: new URL(url).port });
    },
    async openPage(person = 'olga', contextOptions = {}) {
      const context = await browser.newContext({ baseURL: url, ...contextOptions });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      watchPage(page, faults);
      if (person !== 'nobody') {
        const { password } = people[person];
        await context.request.post('/login', { form: { name: person, password } });
      }
      return page;
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close();
    },
    takeFaults: () => faults.splice(0),
    accept: (...mailboxes) => {
      for (const mailbox of mailboxes) refused.delete(mailbox);
    },
    async makeOrder({ orderNo = newOrderNo(), passengers = [{}], outcome = 'sent' } = {}) {
      orders += 1;
      const mailbox = `traveller-${orders}@example.com`;
      if (outcome === 'dead') refused.add(mailbox);
      if (outcome !== 'no_recipient') {
        const body = { email: mailbox, name: 'Sample Traveller', locale: 'en' };
        await system.requestBooking('PUT', orderNo, { body });
      }
      const answer = await system.post(buildDelivery({ orderNo, passengers }));
      const { deliveryId } = (await answer.json()) as { deliveryId: string };
      await nextAttempt(worker, { deliveryId, outcome });
      return { orderNo, mailbox, deliveryId };
    },
    close,
  };
}
