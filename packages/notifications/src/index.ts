export { createNotifications, type Notifications } from './create-notifications.ts';
export type { NotifyOutcome } from './create-notifier.ts';
