/** What an agency tells of an order. */
export const booking = { email: 'ada@example.com', name: 'Ada', locale: 'en' };
