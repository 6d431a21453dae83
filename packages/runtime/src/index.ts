export { startAdminServer, type AdminServer } from './admin-server.ts';
export { checkRedis } from './check-redis.ts';
export { developmentMark, isDevelopmentValue } from './environment/development-value.ts';
export { loadConfig } from './environment/load-config.ts';
export { defineListenVariables, defineProcessVariables } from './environment/process-variables.ts';
export {
  readEnvironment,
  type Environment,
  type EnvironmentReading,
} from './environment/read-environment.ts';
export {
  defineIntegerList,
  defineInteger,
  defineList,
  defineText,
  type ConfigOf,
  type Variable,
  type Variables,
} from './environment/variable.ts';
export { createLogger, type Logger } from './logger.ts';
export { runReadinessChecks, type CheckOutcome, type ReadinessCheck } from './readiness.ts';
export { connectRedis, waitForRedis, type ConnectionUse } from './redis-connection.ts';
export { judgeRedisSettings } from './redis-settings/judge-redis-settings.ts';
export { readRedisSettings, type RedisSettings } from './redis-settings/read-redis-settings.ts';
export { watchRedisSettings } from './redis-settings/watch-redis-settings.ts';
export { createShutdown, type Shutdown } from './shutdown.ts';
export { DeadlineError, withDeadline } from './with-deadline.ts';
