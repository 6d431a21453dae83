/** What a run has in it that requests can be about. Two runs of one seed differ in nothing else. */
export interface Scene {
  webhookPath: string;
  bookingsKey: string;
  /** Of orders that honest deliveries are about: only for those who may change nothing. */
  honestOrders: readonly [string, ...string[]];
  /** Of orders that may be mailed, changed and erased. */
  decoyOrders: readonly [string, ...string[]];
  /** Of deliveries about decoys, quarantined ones among them. */
  deliveryIds: readonly [string, ...string[]];
  viewer: Caller;
  operator: Caller;
}

/** Somebody who has logged in to the dashboard. */
export interface Caller {
  /** As `Cookie` sends them. */
  cookies: string;
  /** What a form of a page has in a hidden field of the same name; empty where it has none. */
  formFields: Readonly<Record<string, string>>;
  authorization: string;
}
