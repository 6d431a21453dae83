import type { Ports } from './choose-ports.ts';
import type { Secrets } from './data/secrets.ts';
import type { Colors } from './output/colors.ts';
import { workerName } from './processes/worker-name.ts';
import { toPrintable } from './output/printable.ts';
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
  colors: Colors;
}): string[] {
  const { ports, secrets, colors } = options;
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
    row('Admin', `${firstAdmin} (/livez, /readyz, /metrics)`),
    ...moreAdmins.map((admin) => row('', admin)),
    row('Redis', options.redisUrl),
    row('Data', options.dataFolder),
    row('Post again', curlLine(webhookUrl(ports, secrets))),
    '',
    'Ctrl-C stops everything.',
    '',
  ];
}

/** Each run of the line is a new order, so each brings a mail. */
function curlLine(url: string): string {
  const passenger =
    '{"name":"LI/SI","passengerType":0,"ticketNos":["S30814"],"airlinePNRs":["S30814"]}';
  const data = `{"orderNo":"TESTAGAIN'$(date +%s)'","orderStatus":2,"paxTicketInfos":[${passenger}]}`;
  return `curl -H 'Content-Type: application/json' -d '{"type":"order.ticketed","data":${data}}' '${url}'`;
}

function adminUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}
