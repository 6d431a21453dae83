import { isSmtpUrl } from '@ticketpost/outbound/settings';
import { defineInteger, defineList, defineText } from '@ticketpost/runtime';
import { judgedBy } from '../judged-by.ts';
import { isUnsubscribeAddress } from './unsubscribe-address.ts';

const domain = '[^\\s@<>,;:"()\\[\\]\\\\]{1,255}';
const mailbox = `[^\\s@<>,;:"()\\[\\]\\\\]{1,64}@${domain}`;
/** Before the @ in ASCII only: what stands in a header of every mail must need no SMTPUTF8. */
const plainMailbox = `[!#-'*+\\--9=?A-Z^-~]{1,64}@${domain}`;
const name = '[^<>@,;"\\r\\n]{1,100}';

/** How mails go out, and what stands on all of them. */
export const mailVariables = {
  smtpUrl: judgedBy(
    isSmtpUrl,
    defineText(
      {
        name: 'SMTP_URL',
        meaning:
          'the mail server, user and password in it percent-encoded: `smtps://` for TLS from the start, `smtp+starttls://` for STARTTLS or nothing, `smtp://` for STARTTLS where it is offered; with a login that is required, too',
        expectation:
          'an smtps://, smtp+starttls:// or smtp:// URL with no parameters but requireTLS=true and name',
        example: 'smtps://user:password@mail.example.com:465',
        secret: true,
      },
      { fallback: 'smtp://127.0.0.1:1025' },
    ),
  ),
  smtpTimeoutMs: defineInteger(
    {
      name: 'SMTP_TIMEOUT_MS',
      meaning:
        'longest silence of the mail server in one phase; a whole mail, from the connection to the last answer, may take five times as long',
      expectation: 'a time in milliseconds, 100 to 300000',
      example: '30000',
      minimum: 100,
      maximum: 300_000,
    },
    { fallback: 30_000 },
  ),
  mailFrom: defineText(
    {
      name: 'MAIL_FROM',
      meaning: "the sender; its domain is the Message-ID's",
      expectation: 'one mailbox, with or without a name',
      example: 'Blue Travel <tickets@example.com>',
      pattern: `^(${mailbox}|${name} <${mailbox}>)$`,
    },
    { required: 'always' },
  ),
  mailBcc: defineList(
    {
      name: 'MAIL_BCC',
      meaning: 'comma list of mailboxes that get a blind copy of every confirmation',
      expectation: 'a comma list of mailboxes',
      example: 'archive@example.com',
      items: { pattern: `^${mailbox}$` },
    },
    { fallback: [] },
  ),
  mailReplyTo: defineText(
    {
      name: 'MAIL_REPLY_TO',
      meaning: 'where an answer to a mail goes; else to `BRAND_SUPPORT_EMAIL`, else to the sender',
      expectation: 'one mailbox, with or without a name, in ASCII before its @',
      example: 'Blue Travel <help@example.com>',
      pattern: `^(${plainMailbox}|${name} <${plainMailbox}>)$`,
    },
    { optional: true },
  ),
  mailListUnsubscribe: defineList(
    {
      name: 'MAIL_LIST_UNSUBSCRIBE',
      meaning:
        'comma list of addresses for a `List-Unsubscribe` header; best left empty, since a confirmation is owed to whoever bought the ticket',
      expectation: 'a comma list of mailto: and https:// addresses in ASCII',
      example: 'mailto:no-more@example.com',
      items: {},
      isItem: isUnsubscribeAddress,
    },
    { fallback: [] },
  ),
  mailFeedbackId: defineText(
    {
      name: 'MAIL_FEEDBACK_ID',
      meaning:
        'the `Feedback-ID` header, by which Gmail tells a sender which mails are complained about',
      expectation:
        'four parts with colons between them, campaign:customer:mailtype:sender, the last of 5 to 15 letters, digits, hyphens or underscores, the others of such or empty',
      example: '::confirmation:bluetravel',
      pattern: '^([\\w.-]{0,50}:){3}[\\w-]{5,15}$',
    },
    { optional: true },
  ),
  mailPdf: defineText(
    {
      name: 'MAIL_PDF',
      meaning: '`on` adds a printable PDF to every mail',
      expectation: 'on or off',
      example: 'on',
      oneOf: ['on', 'off'],
    },
    { fallback: 'off' },
  ),
};
