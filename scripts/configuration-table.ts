import { dashboardVariables } from '../packages/settings/src/dashboard/dashboard-variables.ts';
import { ingestVariables } from '../packages/settings/src/ingest/ingest-variables.ts';
import { workerVariables } from '../packages/settings/src/worker/worker-variables.ts';
import type { Variable, Variables } from '../packages/runtime/src/environment/variable.ts';

const tables: Readonly<Record<string, Variables>> = {
  ingest: ingestVariables,
  worker: workerVariables,
  dashboard: dashboardVariables,
};
const allApps = Object.keys(tables).length;

/** The README's configuration table, made from what the apps read. */
export function renderConfigurationTable(): string {
  const readers = new Map<
    string,
    { variable: Variable<unknown>; apps: string[]; defaults: string[] }
  >();
  for (const [app, variables] of Object.entries(tables)) {
    for (const variable of Object.values(variables)) {
      const row = readers.get(variable.name) ?? { variable, apps: [], defaults: [] };
      row.apps.push(app);
      row.defaults.push(describeDefault(variable));
      readers.set(variable.name, row);
    }
  }
  const rows = [...readers.values()].map(({ variable, apps, defaults }) => {
    const of = apps.length === allApps ? 'all' : apps.join(', ');
    const name = variable.secret ? `\`${variable.name}\` 🔒` : `\`${variable.name}\``;
    const meaning = variable.meaning.replaceAll('|', '\\|');
    return `| ${name} | ${of} | ${[...new Set(defaults)].join(' / ')} | ${meaning} |`;
  });
  return ['| variable | of | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function describeDefault({ fallback, required, secret, unless }: Variable<unknown>): string {
  if (required === 'always') return 'required';
  const without = unless === undefined ? '' : ` without \`${unless}\``;
  const suffix = required === 'in production' ? `; required in production${without}` : '';
  const values = [fallback].flat();
  if (fallback === undefined || values.length === 0) return `none${suffix}`;
  if (secret && required === 'in production') return `a development value${suffix}`;
  return `\`${values.join(',')}\`${suffix}`;
}
