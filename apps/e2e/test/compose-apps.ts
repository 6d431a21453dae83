import { readComposeFile, type ComposeFile } from './compose-file.ts';
import { findReferences } from './compose-interpolation.ts';
import { startApp } from './start-system.ts';

export const apps = ['ingest', 'worker', 'dashboard'] as const;
export type App = (typeof apps)[number];

export const developmentFile = 'docker-compose.yml';
export const productionFile = 'docker-compose.production.yml';
export const development = readComposeFile(developmentFile);
export const production = readComposeFile(productionFile);

export function environmentOf(file: ComposeFile, app: App): Record<string, string> {
  return file.services[app]?.environment ?? {};
}

/** The names of an app's variables that the development file gives a value of nobody's own. */
export function findDevelopmentSecrets(app: App): string[] {
  // The second is the mark in base64, of as many bytes as need no look at what follows.
  return findNames(environmentOf(development, app), (value) =>
    /development-only|ZGV2ZWxvcG1lbnQtb25s/.test(value),
  );
}

/** The names of an app's variables without which compose does not start production. */
export function findRequiredVariables(app: App): string[] {
  return findNames(environmentOf(production, app), (value) =>
    findReferences(value).some(({ isRequired }) => isRequired),
  );
}

/** By the name of an app's secret, the file in its container that says it; "" where .env names one or none. */
export function findSecretFiles(app: App): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environmentOf(production, app)).flatMap(([name, value]): [string, string][] => {
      const secret = /^(?<secret>.+)_FILE$/.exec(name)?.groups?.['secret'];
      return secret === undefined ? [] : [[secret, value === `\${${name}:-}` ? '' : value]];
    }),
  );
}

/** An app that starts after all is not waited for. */
const refusalTimeoutMs = 15_000;

/** How a built app ends with exactly this environment, and the variables it complains of. */
export async function runRefused(app: App, environment: Readonly<Record<string, string>>) {
  const child = await startApp(app, environment);
  const bound = setTimeout(() => void child.kill(), refusalTimeoutMs);
  const { code } = await child.exited;
  clearTimeout(bound);
  const refused = child.lines.flatMap(
    (line) => /^ {2}- (?<name>[A-Z0-9_]+)/.exec(line)?.groups?.['name'] ?? [],
  );
  return { code, refused: refused.toSorted() };
}

function findNames(environment: Record<string, string>, isMeant: (value: string) => boolean) {
  return Object.keys(environment)
    .filter((name) => isMeant(environment[name] ?? ''))
    .toSorted();
}
