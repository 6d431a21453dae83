/** A mail as the inbox tells it. */
export interface InboxMail {
  /** With its angle brackets. */
  messageId: string;
  recipients: string[];
  subject: string;
}

/** Asks the inbox what has come in. Each call rejects when it does not answer. */
export interface InboxClient {
  /** The inbox's own ids of all mails that name this order. */
  findIds(orderNo: string): Promise<string[]>;
  /** Reads a mail without marking it as read. */
  read(id: string): Promise<InboxMail | undefined>;
}

interface MailSummaries {
  items: { id: string }[];
}

/** The fields we use of MailDev's JSON. */
interface MailDetails {
  subject?: string;
  headers?: { 'message-id'?: string };
  envelope?: { to?: { address?: string }[] };
}

const timeoutMs = 5000;

export function createInboxClient(baseUrl: string): InboxClient {
  const ask = async (path: string, query: Record<string, string>): Promise<unknown> => {
    const url = `${baseUrl}${path}?${new URLSearchParams(query).toString()}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`the inbox answered ${response.status}`);
    return response.json();
  };
  return {
    async findIds(orderNo) {
      const query = { search: orderNo, limit: '200' };
      const { items } = (await ask('/api/email/summary', query)) as MailSummaries;
      return items.map(({ id }) => id);
    },
    async read(id) {
      // A mail's own address would mark it as read; the filtered list does not.
      const [mail] = (await ask('/api/email', { id })) as MailDetails[];
      if (mail === undefined) return undefined;
      return {
        messageId: mail.headers?.['message-id'] ?? '',
        recipients: (mail.envelope?.to ?? []).map(({ address }) => address ?? ''),
        subject: mail.subject ?? '',
      };
    },
  };
}
