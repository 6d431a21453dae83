import type { Redis } from 'ioredis';

/** The same Redis; after the first batch that is read over it, something else happens before it answers. */
export function interruptOnce(redis: Redis, meanwhile: () => Promise<unknown>): Redis {
  let isOver = false;
  return Object.create(redis, {
    defineCommand: { value: redis.defineCommand.bind(redis) },
    pipeline: {
      value: () => {
        const pipeline = redis.pipeline();
        const exec = pipeline.exec.bind(pipeline);
        pipeline.exec = async () => {
          const answers = await exec();
          if (!isOver) {
            isOver = true;
            await meanwhile();
          }
          return answers;
        };
        return pipeline;
      },
    },
  }) as Redis;
}
