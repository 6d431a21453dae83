import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { mailVariables } from '../../src/worker/mail-variables.ts';

const read = (environment: Record<string, string>) =>
  readEnvironment(mailVariables, { MAIL_FROM: 'tickets@example.com', ...environment }, () => '');

test('only the sender need be set', () => {
  expect(read({})).toMatchObject({
    kind: 'valid',
    config: {
      mailBcc: [],
      mailReplyTo: undefined,
      mailListUnsubscribe: [],
      mailFeedbackId: undefined,
      mailPdf: 'off',
    },
  });
});

describe('a variable', () => {
  test.each([
    ['MAIL_REPLY_TO', 'help@example.com'],
    ['MAIL_REPLY_TO', "Blue Travel <o'neil+help@example.com>"],
    ['MAIL_REPLY_TO', '蓝色旅行社 <help@bücher.example>'],
    ['MAIL_LIST_UNSUBSCRIBE', 'mailto:no-more@example.com?subject=no%20more'],
    ['MAIL_LIST_UNSUBSCRIBE', 'mailto:a@example.com, https://example.com/mail?a=b&c=d'],
    ['MAIL_FEEDBACK_ID', '::confirmation:bluetravel'],
    ['MAIL_FEEDBACK_ID', '2026.1:agency-7:tickets:blue_travel'],
    ['MAIL_PDF', 'on'],
    ['SMTP_URL', 'smtp+starttls://me:x@mail.example.com'],
    ['SMTP_URL', 'smtp://mail.example.com?requireTLS=true'],
  ])('%s may be %j', (name, value) => {
    expect(read({ [name]: value })).toMatchObject({ kind: 'valid' });
  });

  test.each([
    ['MAIL_REPLY_TO', 'two mailboxes', 'a@example.com, b@example.com'],
    ['MAIL_REPLY_TO', 'a mailbox that every server would need SMTPUTF8 for', 'büro@example.com'],
    ['MAIL_REPLY_TO', 'a header of its own', 'A <a@example.com>\r\nBcc: b@example.com'],
    ['MAIL_LIST_UNSUBSCRIBE', 'another scheme', 'http://example.com/'],
    ['MAIL_LIST_UNSUBSCRIBE', 'a script', 'javascript:alert(1)'],
    ['MAIL_LIST_UNSUBSCRIBE', 'no scheme', 'no-more@example.com'],
    ['MAIL_LIST_UNSUBSCRIBE', 'a mailto: of nobody', 'mailto:?subject=x'],
    ['MAIL_LIST_UNSUBSCRIBE', 'a bracket', 'https://example.com/>,<mailto:a@example.com'],
    ['MAIL_LIST_UNSUBSCRIBE', 'letters beyond ASCII', 'https://example.com/é'],
    ['MAIL_FEEDBACK_ID', 'three parts', 'a:b:bluetravel'],
    ['MAIL_FEEDBACK_ID', 'a short sender', 'a:b:c:blue'],
    ['MAIL_FEEDBACK_ID', 'a blank', 'a b:c:d:bluetravel'],
    ['MAIL_PDF', 'neither on nor off', 'yes'],
    ['SMTP_URL', 'a switch', 'smtps://mail.example.com?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'another scheme', 'https://mail.example.com'],
  ])('%s is refused for %s', (name, _why, value) => {
    const reading = read({ [name]: value });
    if (reading.kind === 'valid') throw new Error('it was taken');
    const names = reading.problems.map((problem) => problem.split(/[ ,]/)[0]);
    expect(new Set(names)).toEqual(new Set([name]));
  });
});
