/** Whether every dependency has a licence that may be used here: `npm run licences`. */
import { allowedLicences, licenceExceptions } from './supply-chain/allowed-licences.ts';
import { findLicenceProblems } from './supply-chain/find-licence-problems.ts';
import { listLicences } from './supply-chain/list-licences.ts';

const packages = await listLicences();
const rules = { allowed: allowedLicences, exceptions: licenceExceptions };
const problems = findLicenceProblems(packages, rules);
for (const problem of problems) console.error(problem);
console.log(
  `${packages.length} dependencies, ${licenceExceptions.length} exceptions, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 && packages.length > 0 ? 0 : 1;
