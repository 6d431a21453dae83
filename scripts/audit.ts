/** Whether a dependency has a known weakness of severity high or above: `npm run audit`. */
import { ignoredAdvisories } from './supply-chain/ignored-advisories.ts';
import { judgeAudit } from './supply-chain/judge-audit.ts';
import { runPnpm } from './supply-chain/run-pnpm.ts';

const result = await runPnpm(['audit', '--json', ...process.argv.slice(2)]);
const verdict = judgeAudit(result, { ignored: ignoredAdvisories, today: new Date() });
switch (verdict.kind) {
  case 'passed':
    for (const known of verdict.known) console.log(known);
    console.log(
      `${verdict.dependencies} dependencies, none with a weakness of severity high or above`,
    );
    break;
  case 'not_answered':
    console.log(`The registry does not answer audits, so nothing was learned. ${verdict.why}`);
    break;
  case 'failed':
    for (const problem of verdict.problems) console.error(problem);
    process.exitCode = 1;
    break;
}
