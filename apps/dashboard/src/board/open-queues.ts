import {
  eventsQueueName,
  openQueue,
  quarantineQueueName,
  type QueueConnection,
} from '@ticketpost/queue';
import type { Queue } from 'bullmq';

/** Both queues, to look into, over a connection that fails fast. */
export function openQueues(options: QueueConnection): readonly Queue[] {
  return [eventsQueueName, quarantineQueueName].map((name) => openQueue(name, options));
}
