import { findOnPath, isExecutable } from '../process/find-on-path.ts';
import { runCommand } from '../process/run-command.ts';
import type { ChromiumFact, ChromiumFacts } from './decide-chromium-step.ts';

/** Names Chromium and its kin go by on a PATH, the preferred one first. */
const chromiumCommands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
] as const;

/** Where macOS keeps them, which puts no program on the PATH. */
const applications = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const fontListTimeoutMs = 30_000;

/** Looks one fact up on the real machine. A CHROMIUM_PATH that names no program is no program. */
export async function probeChromiumFact(
  fact: ChromiumFact,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Partial<ChromiumFacts>> {
  if (fact === 'program') return { program: findChromium(env) ?? 'none' };
  const found = await Promise.all(['zh-cn', 'ar'].map((language) => hasFont(language, env)));
  return { fonts: found.every(Boolean) ? 'there' : 'none' };
}

function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return isExecutable(given) ? given : undefined;
  return findOnPath(chromiumCommands, env) ?? applications.find(isExecutable);
}

/** macOS and Windows come with fonts for every language; elsewhere fontconfig knows. */
async function hasFont(
  language: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  // Without -q fc-list ends well even when it lists nothing.
  const listed = await runCommand(['fc-list', '-q', `:lang=${language}`], {
    env,
    timeoutMs: fontListTimeoutMs,
  });
  return listed.kind === 'done';
}
