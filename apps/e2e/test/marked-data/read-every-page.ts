export interface ReadEveryPageOptions {
  url: string;
  authorization: string;
  orders: readonly string[];
  searches: readonly string[];
}

const beginnings = [
  '/',
  '/dead-letters',
  '/quarantine',
  '/bulk',
  '/waiting',
  '/audit',
  '/system',
  '/deliveries/unknown/evidence',
  '/queues/api/queues?activeQueue=events&status=failed&jobsPerPage=50',
  '/queues/api/queues?activeQueue=events&status=completed&jobsPerPage=50',
  '/queues/api/queues?activeQueue=quarantine&status=waiting&jobsPerPage=50',
];
const mostPages = 400;

/**
 * Every page of the dashboard that one gets to by links from its beginnings, as HTML and as JSON; the
 * text of each with its headers, by its address.
 */
export async function readEveryPage(
  options: ReadEveryPageOptions,
): Promise<ReadonlyMap<string, string>> {
  const { url, authorization, orders, searches } = options;
  const pages = new Map<string, string>();
  const left = [
    ...beginnings,
    ...orders.map((orderNo) => `/orders/${orderNo}`),
    ...searches.map((text) => `/orders?q=${encodeURIComponent(text)}`),
  ];
  for (let at = left.shift(); at !== undefined && pages.size < mostPages; at = left.shift()) {
    for (const accept of ['text/html', 'application/json']) {
      const address = `${accept} ${at}`;
      if (pages.has(address)) continue;
      const response = await fetch(`${url}${at}`, {
        headers: { Accept: accept, Authorization: authorization },
        redirect: 'manual',
      });
      const text = await response.text();
      pages.set(address, `${JSON.stringify([...response.headers])} ${text}`);
      if (accept === 'text/html')
        left.push(...linksOf(text).filter((link) => !left.includes(link)));
    }
  }
  return pages;
}

/** Addresses of this dashboard; the board's own program and the live streams are not pages. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="(\/[^"#]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !/^\/(?:queues|events|assets|static|logout)/.test(link));
}
