const mailboxPattern = /[^\s@<>"(),:;[\]]+@([^\s@<>"(),:;[\]]+)/gu;

/** Hides the local part of every mailbox in a text such as a mail server's answer. */
export function maskMailboxes(text: string): string {
  return text.replace(mailboxPattern, '•••@$1');
}
