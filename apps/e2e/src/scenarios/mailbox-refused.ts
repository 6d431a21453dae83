import { mailboxes } from '../system/environment.ts';
import { demandNotes } from './demands.ts';
import { bad, mailLoad } from './mail-outage.ts';
import type { Scenario } from './scenario.ts';

export const mailboxRefused: Scenario = {
  name: 'smtp-550',
  sentence:
    'one mailbox takes no mail (550): its orders end as dead letters, all others are mailed',
  load: (size) => ({ ...mailLoad(size), sandboxShare: 0.2 }),
  faults({ system, note }) {
    system.smtp.behave((stage, address) => {
      if (stage !== 'rcpt' || address !== mailboxes.sandbox) return undefined;
      note(bad);
      return { reply: 550, text: 'No such user here' };
    });
    return Promise.resolve();
  },
  isMailServerLeft: true,
  expect: ({ evidence, notes }) => {
    const isSandbox = (orderNo = ''): boolean => orderNo.startsWith('TEST');
    const others = [...evidence.jobs.values()].filter(
      ({ state, orderNo }) => state === 'failed' && !isSandbox(orderNo),
    );
    const taken = evidence.mails.flatMap(({ orderNos }) => orderNos.filter(isSandbox));
    return [
      ...demandNotes({ evidence, notes }, bad),
      ...others.map(
        ({ orderNo = '' }) => `${orderNo} is a dead letter, though its mailbox is good`,
      ),
      ...taken.map((orderNo) => `${orderNo} was mailed to a mailbox that takes no mail`),
    ];
  },
};
