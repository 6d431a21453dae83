import type { Redis } from 'ioredis';
import { hourMs, minuteMs, throughputKey } from './throughput-key.ts';

/** Confirmations sent, oldest first; the last number is of the minute or hour under way. */
export interface Throughput {
  /** Of 60 minutes. */
  minutes: number[];
  /** Of 24 hours. */
  hours: number[];
}

const minutesRead = 60;
const hoursRead = 24;

/** Reads how many confirmations were sent of late, in one round trip. */
export function createThroughput(options: { redis: Redis; now?: () => number }): {
  read: () => Promise<Throughput>;
} {
  const { redis, now = Date.now } = options;
  return {
    async read() {
      const at = now();
      const current = Math.floor(at / hourMs);
      const numbers = Array.from({ length: hoursRead }, (_, n) => current - hoursRead + 1 + n);
      const pipeline = redis.pipeline();
      for (const hour of numbers) pipeline.hgetall(throughputKey(hour));
      const answers = (await pipeline.exec()) ?? [];
      const counts = answers.map(([error, fields]) => {
        if (error !== null) throw error;
        return fields as Record<string, string>;
      });
      const countAt = (minute: number): number => {
        const fields = counts[Math.floor(minute / 60) - (current - hoursRead + 1)];
        return Number(fields?.[String(minute % 60)] ?? 0);
      };
      const currentMinute = Math.floor(at / minuteMs);
      return {
        minutes: Array.from({ length: minutesRead }, (_, n) =>
          countAt(currentMinute - minutesRead + 1 + n),
        ),
        hours: counts.map((fields) =>
          Object.values(fields).reduce((sum, count) => sum + Number(count), 0),
        ),
      };
    },
  };
}
