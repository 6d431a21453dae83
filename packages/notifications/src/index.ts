export { createForgetNotification } from './create-forget-notification.ts';
export { createNotifications, type Notifications } from './create-notifications.ts';
export type { NotifyOutcome } from './create-notifier.ts';
export { outboxContext, outboxKey } from './notification-store.ts';
