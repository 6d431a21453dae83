/** What a Redis server is started with: a program of this machine, or an image under Docker. */
export type RedisProgram = { kind: 'program'; command: string } | { kind: 'docker'; image: string };

/** Names a Redis server goes by, the preferred one first. */
export const redisCommands = ['redis-server', 'valkey-server'] as const;

export const redisImage = 'redis:7-alpine';
