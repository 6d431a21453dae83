import type { OutgoingMail } from '../src/mail/compose-message.ts';
import type { SubmitOutcome } from '../src/mail/submit-outcome.ts';

const accepted: SubmitOutcome = { kind: 'accepted', answer: '250 OK', refusedCopies: 0 };
export const busy: SubmitOutcome = {
  kind: 'refused',
  class: 'transient_server',
  code: 'mail_server_busy',
  reply: '451',
  answer: '451 come back, "the desk"@example.com',
};
export const refused: SubmitOutcome = {
  kind: 'refused',
  class: 'permanent',
  code: 'mailbox_refused',
  reply: '550',
  answer: '550 User desk%40example.com unknown',
};
export const loginRefused: SubmitOutcome = {
  kind: 'refused',
  class: 'systemic',
  code: 'login_refused',
  reply: '535 5.7.8',
  answer: '535 5.7.8 no',
};
export const unknown: SubmitOutcome = { kind: 'unknown', reply: 'ECONNECTION', answer: 'Closed' };

/** A port to a mail server that answers as told, one after the other, and then accepts. */
export function createMailServer(...answers: SubmitOutcome[]) {
  const submitted: OutgoingMail[] = [];
  return {
    submitted,
    answers,
    submit: (mail: OutgoingMail): Promise<SubmitOutcome> => {
      submitted.push(mail);
      return Promise.resolve(answers.shift() ?? accepted);
    },
  };
}
