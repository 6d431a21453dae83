import { toUSVString } from 'node:util';

/** The dashboard's pages that a notification leads to. */
export const paths = {
  /** `.` and `..`, which browsers take for folders, get a space that the dashboard trims again. */
  order: (orderNo: string) =>
    `/orders/${encodeURIComponent(toUSVString(/^\.{1,2}$/.test(orderNo) ? `${orderNo} ` : orderNo))}`,
  deadLetters: (reason: string) => `/dead-letters?reason=${encodeURIComponent(reason)}`,
  deadLetter: (deliveryId: string) => `/dead-letters/${encodeURIComponent(deliveryId)}`,
  quarantine: '/quarantine',
  quarantined: (deliveryId: string) => `/quarantine/${encodeURIComponent(deliveryId)}`,
  overview: '/',
  waiting: (kind: 'owed' | 'no_recipient') => `/waiting/${kind}`,
} as const;
