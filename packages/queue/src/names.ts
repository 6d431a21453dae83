/**
 * BullMQ's key prefix. Frozen for outside tools such as KEDA and exporters, which read
 * `{ticketpost}:events:*`; the braces keep all keys of a queue in one Redis Cluster slot.
 */
export const queuePrefix = '{ticketpost}';

/** Jobs that workers take. A job's name is the event type in its canonical spelling. */
export const eventsQueueName = 'events';

/** Authentic deliveries that could not be read, kept for people. Nothing takes jobs from it. */
export const quarantineQueueName = 'quarantine';

/** Jobs that a schedule makes: sweeps over the supplier's order list. */
export const sweepsQueueName = 'sweeps';

/** Jobs that a schedule makes: looks for what a person is to be told of. */
export const notificationsQueueName = 'notifications';

/** Jobs that a schedule makes: removal of what is past its time. */
export const retentionQueueName = 'retention';
