import { expect, test } from '@jest/globals';
import { readTakenMail } from '../src/mail/mail-log.ts';

const message = (...head: string[]) => ({
  raw: Buffer.from(`${head.join('\r\n')}\r\n\r\nSubject: FLTAB00000000100000009 (in the body)\r\n`),
  ...{ accepted: true, isAnswered: true, recipients: ['a@c.test'], receivedAt: 1 },
});

test.each([
  [
    'on one line',
    ['Subject: Tickets issued: SET001 (order FLTAB00000000100000001)', 'Message-ID: <a@b.test>'],
  ],
  [
    'folded',
    [
      'Message-ID:\r\n <a@b.test>',
      'Subject: Tickets issued:\r\n SET001 (order\r\n FLTAB00000000100000001)',
    ],
  ],
])('order, reference and Message-ID are read off a head %s', (_name, head) => {
  expect(readTakenMail(message(...head))).toEqual({
    ...{ orderNos: ['FLTAB00000000100000001'], reference: 'SET001', messageId: '<a@b.test>' },
    ...{ recipients: ['a@c.test'], takenAt: 1, isAnswered: true },
  });
});

test("both orders of a trip's mail are read", () => {
  const subject =
    'Subject: Tickets issued: SET000 (orders FLTAB00000000100000001,\r\n FLTAB00000000100000002)';
  expect(readTakenMail(message(subject))).toMatchObject({
    orderNos: ['FLTAB00000000100000001', 'FLTAB00000000100000002'],
  });
});

test('a mail without them is still a mail', () => {
  expect(readTakenMail(message('From: a@b.test'))).toMatchObject({
    ...{ orderNos: [], reference: undefined, messageId: '' },
  });
});
