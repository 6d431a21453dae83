import {
  readEnvironment,
  readSecretFile,
  type ConfigOf,
  type Environment,
  type Variables,
} from '@ticketpost/runtime';
import { dashboardVariables, judgeDashboardSettings } from '@ticketpost/settings/dashboard';
import { ingestVariables } from '@ticketpost/settings/ingest';
import { judgeWorkerSettings, workerVariables } from '@ticketpost/settings/worker';
import type { Diagnosis } from '../diagnosis.ts';
import { isSet, skip } from '../read-settings.ts';
import { splitProblem } from './split-problem.ts';

interface AppTable<V extends Variables = Variables> {
  app: string;
  variables: V;
  judge: (config: ConfigOf<V>) => readonly string[];
}

const tables: readonly AppTable[] = [
  defineTable({ app: 'ingest', variables: ingestVariables, judge: () => [] }),
  defineTable({ app: 'worker', variables: workerVariables, judge: judgeWorkerSettings }),
  defineTable({
    app: 'dashboard',
    variables: dashboardVariables,
    judge: judgeDashboardSettings,
  }),
];

/**
 * Reads the environment as each app would. An app counts as described when a variable is set that it
 * alone reads, since a container has only those of its own.
 */
export function checkConfiguration(environment: Environment): Diagnosis[] {
  const described = tables.filter((table) =>
    ownNames(table).some((name) => isSet(name, environment)),
  );
  if (described.length === 0) {
    return [
      {
        name: 'configuration',
        status: 'failed',
        finding: 'no variable of any app is set here',
        remedy:
          'Run this where the apps run (docker compose exec worker ticketpost doctor), or with their variables in the environment.',
      },
    ];
  }
  return tables.flatMap((table) =>
    described.includes(table)
      ? judgeApp(table, environment)
      : skip(`configuration.${table.app}`, 'none of its own variables is set here'),
  );
}

function judgeApp({ app, variables, judge }: AppTable, environment: Environment): Diagnosis[] {
  const name = `configuration.${app}`;
  const reading = readEnvironment(variables, environment, readSecretFile);
  const problems = reading.kind === 'valid' ? judge(reading.config) : reading.problems;
  if (problems.length > 0) {
    return problems.map((problem) => ({ name, status: 'failed', ...splitProblem(problem) }));
  }
  const warnings = reading.kind === 'valid' ? reading.warnings : [];
  if (warnings.length > 0) {
    return warnings.map((warning) => ({ name, status: 'warning', ...splitProblem(warning) }));
  }
  const count = Object.values(variables).filter((variable) => isSet(variable.name, environment));
  return [
    { name, status: 'ok', finding: `${app} can start with it; ${count.length} variables are set` },
  ];
}

/** The names that no other app reads. */
function ownNames(table: AppTable): string[] {
  const others = new Set(
    tables
      .filter((other) => other !== table)
      .flatMap(({ variables }) => Object.values(variables).map(({ name }) => name)),
  );
  return Object.values(table.variables)
    .map(({ name }) => name)
    .filter((name) => !others.has(name));
}

/** A table is only ever judged by the judge that came with it. */
function defineTable<V extends Variables>(table: AppTable<V>): AppTable {
  return table as unknown as AppTable;
}
