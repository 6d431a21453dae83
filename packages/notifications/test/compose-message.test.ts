import { describe, expect, test } from '@jest/globals';
import { composeMessage } from '../src/compose-message.ts';
import type { Concern } from '../src/concern.ts';
import { paths } from '../src/paths.ts';

const at = new Date('2026-11-24T12:00:00Z');
const dashboardUrl = 'https://tickets.example.com/';

const refused: Concern = {
  kind: 'dead_letter',
  state: 'new',
  count: 37,
  reason: 'mailbox_refused',
  meaning: 'The mail server says that this mailbox does not exist or takes no mail.',
  remedy: 'Ask the traveller for another address and send it there, or correct the booking.',
  examples: [
    {
      orderNo: 'ABCDE20260102030405678',
      deliveryId: 'one',
      stage: 'submitting',
      attempt: 1,
      at: '2026-11-24T11:59:31.000Z',
      answer: '550 5.1.1 <m•••@example.com>: unknown user',
      path: '/orders/ABCDE20260102030405678',
    },
  ],
  path: '/dead-letters?reason=mailbox_refused',
};
const paused: Concern = {
  kind: 'paused',
  state: 'new',
  count: 2,
  where: ['worker-a', 'worker-b'],
  reason: 'login_refused',
  answer: '535',
  meaning: 'The mail server refuses our login.',
  remedy: 'Check user and password in SMTP_URL.',
  since: '2026-11-24T11:48:00.000Z',
  examples: [],
  path: '/',
};

describe('the text of a message', () => {
  test('reads well alone, the worst first', () => {
    expect(composeMessage([refused, paused], { at, dashboardUrl }).text).toBe(
      [
        'Ticketpost: 2 things need a person',
        '',
        '• 2 workers take no jobs: login_refused (worker-a, worker-b), for 12 min',
        'The mail server refuses our login. The answer: 535. Check user and password in SMTP_URL.',
        'https://tickets.example.com/',
        '',
        '• 37 dead letters: mailbox_refused',
        'The mail server says that this mailbox does not exist or takes no mail. Ask the traveller for another address and send it there, or correct the booking.',
        '– order ABCDE20260102030405678 (24 Nov, 11:59 UTC, submitting, attempt 1): “550 5.1.1 ‹m•••@example.com›: unknown user” https://tickets.example.com/orders/ABCDE20260102030405678',
        '– and 36 more: https://tickets.example.com/dead-letters?reason=mailbox_refused',
      ].join('\n'),
    );
  });

  test('has no links without an address of the dashboard', () => {
    const { text, ticketpost } = composeMessage([refused, paused], { at });
    expect(text).not.toContain('http');
    expect(text).toContain('– and 36 more');
    expect(JSON.stringify(ticketpost)).not.toContain('link');
  });

  test.each<[string, Concern[], string]>([
    ['one', [refused], 'Ticketpost: something needs a person'],
    ['what is over alone', [{ ...paused, state: 'over' }], 'Ticketpost: well again'],
    [
      'what is over beside others',
      [{ ...paused, state: 'over' }, refused],
      'Ticketpost: something needs a person',
    ],
  ])('begins with what it is about: %s', (_row, concerns, head) => {
    expect(composeMessage(concerns, { at }).text.split('\n')[0]).toBe(head);
  });

  test('tells what is over last, in one line, and for how long it was', () => {
    const lines = composeMessage([{ ...paused, state: 'over' }, refused], { at }).text.split('\n');
    expect(lines.at(-1)).toBe('• Over: workers take jobs again (login_refused), after 12 min');
  });
});

describe('what came from outside', () => {
  const example = (orderNo: string, answer: string): Concern => ({
    ...refused,
    examples: [{ at: at.toISOString(), orderNo, answer, path: paths.order(orderNo) }],
  });

  test.each([
    ['a link of Markdown', '[Log in again](https://evil.test/login)', /\]\(|:\/\/evil/],
    ['a mention of everybody', '<!channel> @here @Everyone @all', /<|@(here|Everyone|all)\b/],
    ['a link under another name', '<https://evil.example|your bank>', /[<>]/],
    ['line breaks', 'one\r\n• 1 worker takes no jobs\u2028two', /[\r\u2028]|^• 1 worker/m],
    ['text that turns its direction', 'abc\u202Ecba', /\u202E/],
    ['code', '`rm`', /`/],
    ['half a character', 'a\uD800b', /\uD800/],
  ])('%s is only text', (_row, hostile, forbidden) => {
    const { text } = composeMessage([example(hostile, hostile)], { at, dashboardUrl });
    expect(text).not.toMatch(forbidden);
  });

  test('of any length makes a message of a bounded size, with what matters in it', () => {
    const huge = '&<"\u0001漢'.repeat(2000);
    const concerns = Array.from({ length: 50 }, (_, n) => ({
      ...example(huge.slice(0, 128), huge.slice(0, 300)),
      count: n + 1,
      reason: `reason_${n}`,
      meaning: huge,
      remedy: huge,
    }));
    const message = composeMessage([...concerns, paused], { at, dashboardUrl });
    expect(message.text.length).toBeLessThanOrEqual(4000);
    expect(message.text).toContain('2 workers take no jobs: login_refused');
    expect(message.text).toMatch(/and \d+ more: https:\/\/tickets\.example\.com\/$/);
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(100_000);
    expect(message.ticketpost.concerns).toHaveLength(12);
    expect(message.ticketpost.more).toBe(39);
  });
});

test('the structured part says the same', () => {
  expect(composeMessage([refused], { at, dashboardUrl }).ticketpost).toEqual({
    v: 1,
    at: '2026-11-24T12:00:00.000Z',
    more: 0,
    concerns: [
      {
        kind: 'dead_letter',
        state: 'new',
        title: '37 dead letters: mailbox_refused',
        count: 37,
        reason: 'mailbox_refused',
        meaning: refused.meaning,
        remedy: refused.remedy,
        link: 'https://tickets.example.com/dead-letters?reason=mailbox_refused',
        examples: [
          {
            orderNo: 'ABCDE20260102030405678',
            deliveryId: 'one',
            stage: 'submitting',
            attempt: 1,
            at: '2026-11-24T11:59:31.000Z',
            answer: '550 5.1.1 <m•••@example.com>: unknown user',
            link: 'https://tickets.example.com/orders/ABCDE20260102030405678',
          },
        ],
      },
    ],
  });
});
