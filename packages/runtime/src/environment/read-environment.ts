import { Ajv, type ErrorObject } from 'ajv';
import { isDevelopmentValue } from './development-value.ts';
import type { ConfigOf, Variable, Variables } from './variable.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type EnvironmentReading<V extends Variables> =
  /** `warnings`: one sentence for each secret in use that everybody knows. */
  | { kind: 'valid'; config: ConfigOf<V>; warnings: string[] }
  /** One sentence a problem, each with its remedy; never the value of a secret. */
  | { kind: 'invalid'; problems: string[] };

/** Reads and judges all variables of a table; every problem is found, not only the first. */
export function readEnvironment<V extends Variables>(
  variables: V,
  environment: Environment,
  readFile: (path: string) => string,
): EnvironmentReading<V> {
  const inProduction = environment['NODE_ENV'] === 'production';
  const problems: string[] = [];
  const warnings: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(variables)) {
    const found = findText(variable, environment, readFile);
    if (found.kind === 'problem') {
      problems.push(found.problem);
      continue;
    }
    if (found.text === '') {
      if (isMissing(variable, inProduction)) problems.push(describeMissing(variable, inProduction));
      config[key] = variable.fallback;
      if (hasDevelopmentFallback(variable)) warnings.push(warnOfDevelopmentValue(variable));
      continue;
    }
    if (variable.secret && isDevelopmentValue(found.text)) {
      if (inProduction) problems.push(describeDevelopmentValue(variable));
      else warnings.push(warnOfDevelopmentValue(variable));
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
    ? { kind: 'valid', config: config as ConfigOf<V>, warnings }
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
    return { kind: 'text', text: readFile(path).trim() };
  } catch (error) {
    const reason = error instanceof Object && 'code' in error ? String(error.code) : 'unreadable';
    return {
      kind: 'problem',
      problem: `${name}_FILE names a file that cannot be read (${reason}): ${path}. Mount it, or let this user read it.`,
    };
  }
}

function isMissing({ required }: Variable<unknown>, inProduction: boolean): boolean {
  return required === 'always' || (required === 'in production' && inProduction);
}

function describeMissing(variable: Variable<unknown>, inProduction: boolean): string {
  const when = inProduction && variable.required === 'in production' ? ' in production' : '';
  const file = variable.secret ? ` or ${variable.name}_FILE` : '';
  return `${variable.name}${file} is required${when}: it must be ${variable.expectation}. ${example(variable)}`;
}

function describeDevelopmentValue({ name, expectation }: Variable<unknown>): string {
  return `${name} is the development value that stands in the repository, which everybody knows. Set one of your own: it must be ${expectation}.`;
}

function warnOfDevelopmentValue({ name }: Variable<unknown>): string {
  return `${name} is the development value that stands in the repository, which everybody knows: fine on your own machine, refused in production`;
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
