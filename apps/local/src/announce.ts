import type { Ports } from './choose-ports.ts';
import type { Secrets } from './data/secrets.ts';
import type { Colors } from './output/colors.ts';
import { workerName } from './processes/worker-name.ts';
import { toPrintable } from './output/printable.ts';
import { postEventLine, putBookingLine } from './curl-lines.ts';
import { hidePassword } from './find-redis.ts';
import type { FoundSupplier } from './supplier/find-supplier.ts';
import type { ArrivedMail } from './sample/deliver-sample.ts';

/** Where the supplier would post to. */
export function webhookUrl(ports: Ports, secrets: Pick<Secrets, 'webhookSecret'>): string {
  return `http://127.0.0.1:${ports.ingest}/webhooks/atlas/${secrets.webhookSecret}`;
}

export function inboxUrl(ports: Ports): string {
  return `http://127.0.0.1:${ports.inboxPage}`;
}

/** The line that the whole start is for. */
export function describeArrival(mail: ArrivedMail): string {
  return toPrintable(
    [
      `The confirmation for order ${mail.orderNo} arrived: Message-ID ${mail.messageId},`,
      `to ${mail.recipients.join(', ')}, subject "${mail.subject}"`,
    ].join(' '),
  );
}

/** Everything a person needs to go on, shown when the system stands. */
export function describeSystem(options: {
  ports: Ports;
  secrets: Secrets;
  redisUrl: string;
  dataFolder: string;
  supplier: FoundSupplier;
  /** Of the printed lines that book. */
  bookedOrderNo: string;
  colors: Colors;
}): string[] {
  const { ports, secrets, supplier, colors } = options;
  const row = (label: string, value: string): string =>
    `  ${colors.bold(label.padEnd(11))}${value}`;
  const logins = secrets.users.map(({ name, password }) => `${name} / ${password}`);
  const admins = [
    `ingest ${adminUrl(ports.ingestAdmin)}`,
    ...ports.workerAdmins.map(
      (port, index) => `${workerName(index, ports.workerAdmins.length)} ${adminUrl(port)}`,
    ),
    `dashboard ${adminUrl(ports.dashboardAdmin)}`,
  ];
  const [firstAdmin = '', ...moreAdmins] = admins;
  return [
    '',
    row('Inbox', inboxUrl(ports)),
    row('Dashboard', `http://127.0.0.1:${ports.dashboard}`),
    ...logins.map((login, index) => row(index === 0 ? 'Logins' : '', login)),
    row('Webhook', webhookUrl(ports, secrets)),
    row('Bookings', bookingUrl(ports, '<order number>')),
    row('', `Authorization: Bearer ${secrets.bookingsApiKey}`),
    row('Supplier', describeSupplier(supplier, ports)),
    row('Admin', `${firstAdmin} (/livez, /readyz, /metrics)`),
    ...moreAdmins.map((admin) => row('', admin)),
    row('Redis', options.redisUrl),
    row('Data', options.dataFolder),
    ...(supplier.kind === 'stand_in' ? describeTries(options) : []),
    '',
    'Ctrl-C stops everything.',
    '',
  ];
}

function describeSupplier(supplier: FoundSupplier, ports: Ports): string {
  return supplier.kind === 'given'
    ? `${toPrintable(hidePassword(supplier.url))} (yours, by ATLAS_BASE_URL)`
    : `http://127.0.0.1:${ports.supplier ?? 0} (a stand-in: it makes flights up)`;
}

/** Lines to try, for orders that only the stand-in knows. */
function describeTries(options: {
  ports: Ports;
  secrets: Secrets;
  bookedOrderNo: string;
  colors: Colors;
}): string[] {
  const { ports, secrets, bookedOrderNo, colors } = options;
  const webhook = webhookUrl(ports, secrets);
  return [
    '',
    colors.bold('Post another order of the sandbox; each run is a new one:'),
    postEventLine(webhook),
    '',
    colors.bold('Book an order for a traveller, and post its event; either may come first:'),
    putBookingLine({ url: bookingUrl(ports, bookedOrderNo), key: secrets.bookingsApiKey }),
    postEventLine(webhook, bookedOrderNo),
  ];
}

function bookingUrl(ports: Ports, orderNo: string): string {
  return `http://127.0.0.1:${ports.ingest}/bookings/${orderNo}`;
}

function adminUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}
