import { explainReason } from '@ticketpost/operations';
import { mostExamples, type Concern, type ConcernKind, type Example } from './concern.ts';
import { formatDuration } from './format-duration.ts';
import { toPlainText } from './plain-text.ts';
import { titleOf } from './title-of.ts';

/** What is posted: the text alone is enough for a person, the rest is for programs. */
export interface Message {
  text: string;
  ticketpost: {
    v: 1;
    /** RFC 3339 in UTC. */
    at: string;
    concerns: (Omit<Concern, 'path' | 'examples'> & {
      title: string;
      link?: string;
      examples: (Omit<Example, 'path'> & { link?: string })[];
    })[];
    /** Concerns that are not told one by one. */
    more: number;
  };
}

/** The worst first. */
const severity: readonly ConcernKind[] = [
  'paused',
  'journal_refuses',
  'journal_waits',
  'check_fails',
  'uncertain',
  'dead_letter',
  'quarantined',
  'overdue',
  'no_recipient',
  'expiring',
];

const mostConcerns = 12;
const mostHosts = 5;
const longestField = 500;
/** Slack shows longer texts in parts. */
const longestText = 3800;
const longestLink = 300;
const longestAnswer = 160;
const longestOrderNo = 60;

/** One message about all of them, of a bounded size. */
export function composeMessage(
  concerns: readonly Concern[],
  { at, dashboardUrl }: { at: Date; dashboardUrl?: string | undefined },
): Message {
  const sorted = concerns.toSorted((one, other) => placeOf(one) - placeOf(other));
  const told = sorted.slice(0, mostConcerns).map(bound);
  const linkTo = (path: string) => {
    const link =
      dashboardUrl === undefined ? undefined : `${dashboardUrl.replace(/\/+$/, '')}${path}`;
    return link === undefined || link.length > longestLink ? undefined : link;
  };
  return {
    text: composeText(told, { concerns, at, linkTo }),
    ticketpost: {
      v: 1,
      at: at.toISOString(),
      concerns: told.map(({ path, examples, ...concern }) => ({
        ...concern,
        title: titleOf({ path, examples, ...concern }),
        ...linked(linkTo(path)),
        examples: examples.map(({ path: own, ...example }) => ({
          ...example,
          ...linked(linkTo(own)),
        })),
      })),
      more: sorted.length - told.length,
    },
  };
}

/** What it is, however long a process or a mail server has made it. */
function bound(concern: Concern): Concern {
  const { where, reason, answer, meaning, remedy, examples } = concern;
  return {
    ...concern,
    ...(where === undefined ? {} : { where: where.slice(0, mostHosts).map((host) => cut(host)) }),
    ...(reason === undefined ? {} : { reason: cut(reason) }),
    ...(answer === undefined ? {} : { answer: cut(answer) }),
    meaning: cut(meaning),
    remedy: cut(remedy),
    examples: examples.slice(0, mostExamples).map((example) => ({
      ...example,
      ...(example.answer === undefined ? {} : { answer: cut(example.answer) }),
    })),
  };
}

function cut(text: string): string {
  return text.length <= longestField ? text : `${text.slice(0, longestField)}…`;
}

type LinkTo = (path: string) => string | undefined;

function composeText(
  told: readonly Concern[],
  about: { concerns: readonly Concern[]; at: Date; linkTo: LinkTo },
): string {
  const { concerns, at, linkTo } = about;
  let text = headOf(concerns);
  for (const [index, concern] of told.entries()) {
    const section = `\n\n${composeSection(concern, at, linkTo)}`;
    if (text.length + section.length > longestText) {
      return `${text}\n\n${tellOthers(concerns.length - index, linkTo)}`;
    }
    text += section;
  }
  const others = concerns.length - told.length;
  return others === 0 ? text : `${text}\n\n${tellOthers(others, linkTo)}`;
}

function headOf(concerns: readonly Concern[]): string {
  const begun = concerns.filter(({ state }) => state === 'new').length;
  if (begun === 0) return 'Ticketpost: well again';
  return begun === 1
    ? 'Ticketpost: something needs a person'
    : `Ticketpost: ${begun} things need a person`;
}

function composeSection(concern: Concern, at: Date, linkTo: LinkTo): string {
  const { state, since, where = [], answer, meaning, remedy, examples, count, path } = concern;
  const place =
    where.length === 0 ? '' : ` (${where.map((host) => toPlainText(host, 40)).join(', ')})`;
  const lasting = since === undefined ? '' : formatDuration(at.getTime() - Date.parse(since));
  if (state === 'over') {
    return `• ${titleOf(concern)}${lasting === '' ? '' : `, after ${lasting}`}`;
  }
  const link = linkTo(path);
  const others = count - examples.length;
  return [
    `• ${titleOf(concern)}${place}${lasting === '' ? '' : `, for ${lasting}`}`,
    [meaning, ...(answer === undefined ? [] : [`The answer: ${answer}.`]), remedy]
      .map((sentence) => toPlainText(sentence, 400))
      .join(' '),
    ...examples.map((example) => composeExample(example, linkTo)),
    ...(examples.length > 0 && others > 0
      ? [`– and ${others} more${link === undefined ? '' : `: ${link}`}`]
      : []),
    ...(examples.length === 0 && link !== undefined ? [link] : []),
  ].join('\n');
}

function composeExample(example: Example, linkTo: LinkTo): string {
  const { orderNo, deliveryId = '', stage, attempt, at, reason, answer, path } = example;
  const name =
    orderNo === undefined
      ? `delivery ${toPlainText(deliveryId, longestOrderNo)}`
      : `order ${toPlainText(orderNo, longestOrderNo)}`;
  const details = [
    formatTime(at),
    ...(stage === undefined ? [] : [toPlainText(stage, 40)]),
    ...(attempt === undefined ? [] : [`attempt ${attempt}`]),
  ].join(', ');
  const meaning = reason === undefined ? undefined : (explainReason(reason)?.meaning ?? reason);
  const words = [
    ...(meaning === undefined ? [] : [toPlainText(meaning, 200)]),
    ...(answer === undefined ? [] : [`“${toPlainText(answer, longestAnswer)}”`]),
  ].join(' ');
  const link = linkTo(path);
  return [
    `– ${name} (${details})${words === '' ? '' : `: ${words}`}`,
    ...(link === undefined ? [] : [link]),
  ].join(' ');
}

function tellOthers(count: number, linkTo: LinkTo): string {
  const link = linkTo('/');
  return `and ${count} more${link === undefined ? '' : `: ${link}`}`;
}

function placeOf({ kind, state }: Concern): number {
  return severity.indexOf(kind) + (state === 'over' ? severity.length : 0);
}

function linked(link: string | undefined): { link?: string } {
  return link === undefined ? {} : { link };
}

/** `24 Nov, 08:01 UTC`. */
function formatTime(at: string): string {
  return `${timeFormat.format(new Date(at))} UTC`;
}

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
