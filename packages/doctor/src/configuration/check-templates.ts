import {
  brandVariables,
  describeTemplateProblem,
  judgeBranding,
  readTemplateFolder,
} from '@ticketpost/branding';
import { checkOwnTemplates } from '@ticketpost/email';
import type { Environment } from '@ticketpost/runtime';
import type { Diagnosis } from '../diagnosis.ts';
import { readSettings, skipUnread } from '../read-settings.ts';
import { splitProblem } from './split-problem.ts';

const name = 'templates';

/** Reads the logo and the own templates, and tries these on every kind of mail in every language. */
export function checkTemplates(environment: Environment): Diagnosis[] {
  const config = readSettings(brandVariables, environment);
  if (config === undefined) return [skipUnread(name)];
  const problems = judgeBranding(config);
  if (problems.length > 0) {
    return problems.map((problem) => ({ name, status: 'failed', ...splitProblem(problem) }));
  }
  const { templateDir } = config;
  if (templateDir === undefined) {
    return [{ name, status: 'ok', finding: 'the built-in layout is used' }];
  }
  const folder = readTemplateFolder(templateDir);
  const found = checkOwnTemplates(folder.templates, { probes: 'all' }).map(folder.locate);
  if (found.length === 0 && folder.warnings.length === 0) {
    return [{ name, status: 'ok', finding: 'the own templates write every kind of mail' }];
  }
  return [
    ...found.map((problem) => ({
      name,
      status: 'failed' as const,
      finding: describeTemplateProblem(problem).replace(/\.$/, ''),
      remedy: `Mend it, then run: ticketpost templates check ${templateDir}`,
    })),
    ...folder.warnings.map((warning) => ({
      name,
      status: 'warning' as const,
      finding: warning,
      remedy: 'Rename or remove the file.',
    })),
  ];
}
