import { parsePasswordHash, recommendedParameters } from '@ticketpost/passwords';
import type { Environment } from '@ticketpost/runtime';
import { dashboardVariables } from '@ticketpost/settings/dashboard';
import type { Diagnosis } from '../diagnosis.ts';
import { isSet, readSettings, skip, skipUnread } from '../read-settings.ts';

const name = 'users';
const { users: usersVariable } = dashboardVariables;

/** Whether somebody can log in to the dashboard, somebody can act, and no hash is cheap to try. */
export function checkUsers(environment: Environment): Diagnosis[] {
  if (!isSet(usersVariable.name, environment))
    return [skip(name, 'DASHBOARD_USERS is not set here')];
  const config = readSettings({ users: usersVariable }, environment);
  if (config === undefined) return [skipUnread(name)];
  const { users } = config;
  const found: Diagnosis[] = [];
  if (!users.some(({ role }) => role === 'operator')) {
    found.push({
      name,
      status: 'warning',
      finding: 'nobody is an operator: no dead letter can be redriven in the dashboard',
      remedy: 'Give somebody the role operator in DASHBOARD_USERS.',
    });
  }
  for (const { name: user, hash } of users) {
    if (!isCheap(hash)) continue;
    found.push({
      name,
      status: 'warning',
      finding: `the password of ${user} is hashed too cheaply: who reads the hash can try many`,
      remedy: 'Hash it again with: ticketpost hash-password',
    });
  }
  if (found.length > 0) return found;
  const finding = users.length === 1 ? '1 user may log in' : `${users.length} users may log in`;
  return [{ name, status: 'ok', finding }];
}

function isCheap(text: string): boolean {
  const hash = parsePasswordHash(text);
  if (hash === undefined) return true;
  const workOf = ({ cost, blockSize, parallelization }: typeof recommendedParameters) =>
    cost * blockSize * parallelization;
  return workOf({ ...hash } as typeof recommendedParameters) < workOf(recommendedParameters);
}
