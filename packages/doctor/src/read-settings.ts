import {
  readEnvironment,
  readSecretFile,
  type ConfigOf,
  type Environment,
  type Variables,
} from '@ticketpost/runtime';
import type { Diagnosis } from './diagnosis.ts';

/** The settings of one check, or `undefined` when they are wrong: `configuration` tells of that. */
export function readSettings<V extends Variables>(
  variables: V,
  environment: Environment,
): ConfigOf<V> | undefined {
  const reading = readEnvironment(variables, environment, readSecretFile);
  return reading.kind === 'valid' ? reading.config : undefined;
}

/** Whether a variable is set, by itself or by a file. */
export function isSet(name: string, environment: Environment): boolean {
  return [name, `${name}_FILE`].some((key) => (environment[key] ?? '') !== '');
}

export function skip(name: string, finding: string): Diagnosis {
  return { name, status: 'skipped', finding };
}

/** For a check whose settings could not be read. */
export function skipUnread(name: string): Diagnosis {
  return skip(name, 'its settings are missing or wrong: see configuration');
}
