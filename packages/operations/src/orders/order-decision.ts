/** What somebody wants done with one order. */
export interface OrderDecision {
  /** Who decided; stands in clear on the order's timeline. */
  by: string;
  /** In the person's own words; sealed. */
  why: string;
  via: 'dashboard' | 'cli';
  /** Of the login, where there is one. */
  role?: string | undefined;
}
