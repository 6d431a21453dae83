import { brandVariables } from '@ticketpost/branding';
import type { Environment } from '@ticketpost/runtime';

/** What any program may need, and the loader in particular. */
const basics = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_ENV'];

/** What the process that renders reads, and nothing else of the person's own environment. */
export function pickRenderEnvironment(environment: Environment): Record<string, string> {
  const names = [...basics, ...Object.values(brandVariables).map(({ name }) => name)];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
