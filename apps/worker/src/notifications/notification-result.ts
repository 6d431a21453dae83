/** What became of the post of a notification, or of one that nobody took for a day. */
export const notificationResults = [
  'taken',
  'refused',
  'timeout',
  'unreachable',
  'given_up',
] as const;

export type NotificationResult = (typeof notificationResults)[number];
