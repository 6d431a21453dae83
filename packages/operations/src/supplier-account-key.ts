/**
 * The hash of what is remembered about one account at the supplier: `startMark` in clear and
 * `webhookUrl` sealed. It has no expiry: a start mark that was forgotten would be set anew, later.
 */
export function supplierAccountKey(account: string): string {
  return `ticketpost:supplier-account:${account}`;
}

/** Where the registered address of an account opens. */
export function webhookUrlContext(account: string): string {
  return JSON.stringify(['webhook-url', account]);
}
