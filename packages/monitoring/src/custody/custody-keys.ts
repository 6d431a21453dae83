/** In one Redis Cluster slot. Holds no key and nothing personal: ids of keys, and numbers. */
export const custodyKeys = {
  census: 'ticketpost:{custody}:census',
  resealed: 'ticketpost:{custody}:resealed',
  seals: 'ticketpost:{custody}:seals',
  /** Whose turn the census is. */
  turn: 'ticketpost:{custody}:turn',
} as const;
