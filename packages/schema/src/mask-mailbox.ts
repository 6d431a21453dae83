const hidden = '•••';

/** `mia.example@example.com` becomes `m•••@example.com`; a single character is hidden too. */
export function maskMailbox(mailbox: string): string {
  const at = mailbox.lastIndexOf('@');
  const [first = '', ...others] = mailbox.slice(0, at);
  return `${others.length === 0 ? '' : first}${hidden}${mailbox.slice(at)}`;
}

/** What stands around an `@` and may be a mailbox, quoted local parts (RFC 5321, 4.1.2) too. */
const mailboxLike = /(?:"[^"\r\n]{1,256}"|[^\s<>()[\]",;:]{1,256})@[^\s<>()[\]",;:]{1,256}/gu;

/** What stands before an `@` that a URL or a mail header encoded. */
const encodedLocalPart = /[\p{L}\p{N}._+-]{1,256}(?=(?:%40|=40)\p{L}[\p{L}\p{N}-]{0,62}\.\p{L})/giu;

/** A text such as a mail server's answer, with every mailbox in it hidden as `maskMailbox` does. */
export function maskMailboxes(text: string): string {
  return text
    .replaceAll(mailboxLike, (mailbox) => maskMailbox(mailbox))
    .replaceAll(encodedLocalPart, hidden);
}
