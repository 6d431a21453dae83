export { startAdminServer, type AdminServer } from './admin-server.ts';
export { checkRedis } from './check-redis.ts';
export { developmentMark, isDevelopmentValue } from './environment/development-value.ts';
export { estimateBits, leastBits } from './environment/estimate-bits.ts';
export { forgetSecrets } from './environment/forget-secrets.ts';
export { loadConfig } from './environment/load-config.ts';
export { defineListenVariables, defineProcessVariables } from './environment/process-variables.ts';
export {
  readEnvironment,
  type Environment,
  type EnvironmentReading,
} from './environment/read-environment.ts';
export { readSecretFile } from './environment/read-secret-file.ts';
export {
  defineIntegerList,
  defineInteger,
  defineList,
  defineText,
  type ConfigOf,
  type Variable,
  type Variables,
} from './environment/variable.ts';
export {
  defineRereading,
  rereadOnHangUp,
  type Rereading,
  type Taking,
} from './hang-up/reread-on-hang-up.ts';
export { keepInspectorShut } from './keep-inspector-shut.ts';
export { createLogger, type Logger } from './logger.ts';
export { runReadinessChecks, type CheckOutcome, type ReadinessCheck } from './readiness.ts';
export {
  connectRedis,
  waitForRedis,
  type ConnectionUse,
  type RedisTls,
} from './redis-connection.ts';
export { judgeRedisSettings } from './redis-settings/judge-redis-settings.ts';
export { readRedisSettings, type RedisSettings } from './redis-settings/read-redis-settings.ts';
export { watchRedisSettings } from './redis-settings/watch-redis-settings.ts';
export { createScrubber, type Scrubber } from './scrubber/create-scrubber.ts';
export { createShutdown, type Shutdown } from './shutdown.ts';
export { createTlsSettings, type TlsSettings } from './tls/create-tls-settings.ts';
export { isTlsFailure } from './tls/is-tls-failure.ts';
export { tlsVariables } from './tls/tls-variables.ts';
export { DeadlineError, withDeadline } from './with-deadline.ts';
