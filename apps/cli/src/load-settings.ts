import { createLogger, loadConfig, type Environment, type Logger } from '@ticketpost/runtime';
import { cliVariables, type CliConfig } from './config.ts';

/** What every command is run with. */
export interface Settings {
  config: CliConfig;
  logger: Logger;
}

/** Reads the environment; a wrong one ends the process. */
export function loadSettings(environment: Environment): Settings {
  const { config, warnings, scrubber } = loadConfig(cliVariables, {
    app: 'ticketpost',
    environment,
  });
  const logger = createLogger({ app: 'cli', level: 'warn', scrubber, stream: process.stderr });
  for (const warning of warnings) logger.warn(warning);
  return { config, logger };
}
