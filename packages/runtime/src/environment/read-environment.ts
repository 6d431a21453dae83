import { Ajv, type ErrorObject } from 'ajv';
import { isDevelopmentValue } from './development-value.ts';
import { estimateBits, leastBits } from './estimate-bits.ts';
import { findRefusedSwitches } from './find-refused-switches.ts';
import { isPlaceholder } from './placeholder.ts';
import type { ConfigOf, Variable, Variables } from './variable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type EnvironmentReading<V extends Variables> =
  /**
   * `warnings`: one sentence for each secret in use that others know or may guess. `secrets`: the
   * texts of all that were given, for a `Scrubber`.
   */
  | { kind: 'valid'; config: ConfigOf<V>; warnings: string[]; secrets: string[] }
  /** One sentence a problem, each with its remedy; never the value of a secret. */
  | { kind: 'invalid'; problems: string[] };

/** Reads and judges all variables of a table; every problem is found, not only the first. */
export function readEnvironment<V extends Variables>(
  variables: V,
  environment: Environment,
  readFile: (path: string) => string,
): EnvironmentReading<V> {
  const inProduction = environment['NODE_ENV'] === 'production';
  const problems = findRefusedSwitches(environment);
  const warnings: string[] = [];
  const secrets: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(variables)) {
    const found = findText(variable, environment, readFile);
    if (found.kind === 'problem') {
      problems.push(found.problem);
      continue;
    }
    if (found.text === '') {
      if (isMissing(variable, environment)) problems.push(describeMissing(variable, inProduction));
      config[key] = variable.fallback;
      if (hasDevelopmentFallback(variable)) {
        warnings.push(
          `${describeDevelopmentValue(variable)}: fine on your own machine, refused in production`,
        );
      }
      continue;
    }
    if (variable.secret) secrets.push(found.text);
    const doubt = variable.secret ? doubtSecret(variable, found.text) : undefined;
    if (doubt !== undefined) {
      if (inProduction) problems.push(`${doubt}. ${describeRemedy(variable)}`);
      else warnings.push(`${doubt}: fine on your own machine, refused in production`);
    }
    const value = variable.read(found.text);
    const judge = new Ajv({ allErrors: true, formats: { ...variable.formats } }).compile(
      variable.schema,
    );
    if (!judge(value)) {
      problems.push(...new Set((judge.errors ?? []).map((error) => describe(variable, error))));
    }
    config[key] = value;
  }
  return problems.length === 0
    ? { kind: 'valid', config: config as ConfigOf<V>, warnings, secrets }
    : { kind: 'invalid', problems };
}

type Finding = { kind: 'text'; text: string } | { kind: 'problem'; problem: string };

function findText(
  { name, secret }: Variable<unknown>,
  environment: Environment,
  readFile: (path: string) => string,
): Finding {
  const text = environment[name] ?? '';
  const path = secret ? (environment[`${name}_FILE`] ?? '') : '';
  if (path === '') return { kind: 'text', text: text.trim() };
  if (text !== '') {
    return {
      kind: 'problem',
      problem: `${name} and ${name}_FILE are both set. Unset one of them.`,
    };
  }
  try {
    const read = readFile(path).trim();
    return read === ''
      ? { kind: 'problem', problem: `${name}_FILE names a file that is empty: ${path}.` }
      : { kind: 'text', text: read };
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown };
    const reason = typeof code === 'string' ? code : 'unreadable';
    return {
      kind: 'problem',
      problem: `${name}_FILE names a file that cannot be read (${reason}): ${path}. Mount it, or let this user read it.`,
    };
  }
}

function isMissing({ required, unless }: Variable<unknown>, environment: Environment): boolean {
  if (unless !== undefined && (environment[unless] ?? '') !== '') return false;
  const inProduction = environment['NODE_ENV'] === 'production';
  return required === 'always' || (required === 'in production' && inProduction);
}

function describeMissing(variable: Variable<unknown>, inProduction: boolean): string {
  const when = inProduction && variable.required === 'in production' ? ' in production' : '';
  const file = variable.secret ? ` or ${variable.name}_FILE` : '';
  return `${variable.name}${file} is required${when}: it must be ${variable.expectation}. ${example(variable)}`;
}

/** A sentence without its end about a secret that others know or may guess. */
function doubtSecret(variable: Variable<unknown>, text: string): string | undefined {
  if (isDevelopmentValue(text)) return describeDevelopmentValue(variable);
  if (isPlaceholder(variable, text)) {
    return `${variable.name} is a placeholder or an example, which everybody knows`;
  }
  if (!variable.random) return undefined;
  const entries = text.split(',').map((entry) => entry.trim());
  const weak = entries.findIndex((entry) => estimateBits(withoutId(entry)) < leastBits);
  if (weak === -1) return undefined;
  const where = entries.length === 1 ? '' : `, entry ${weak + 1},`;
  return `${variable.name}${where} can be guessed: it repeats a few characters`;
}

/** A key may stand behind its id. */
function withoutId(entry: string): string {
  return entry.slice(entry.lastIndexOf(':') + 1);
}

function describeDevelopmentValue({ name }: Variable<unknown>): string {
  return `${name} is the development value that stands in the repository, which everybody knows`;
}

function describeRemedy({ expectation }: Variable<unknown>): string {
  return `Set one of your own: it must be ${expectation}.`;
}

function hasDevelopmentFallback({ secret, fallback }: Variable<unknown>): boolean {
  return secret && fallback !== undefined && isDevelopmentValue(JSON.stringify(fallback));
}

function describe(variable: Variable<unknown>, error: ErrorObject): string {
  const item = /^\/(\d+)/.exec(error.instancePath)?.[1];
  const where = item === undefined ? '' : `, entry ${Number(item) + 1},`;
  return `${variable.name}${where} must be ${variable.expectation}. ${example(variable)}`;
}

function example({ name, example: value }: Variable<unknown>): string {
  return `Example: ${name}=${value}`;
}
