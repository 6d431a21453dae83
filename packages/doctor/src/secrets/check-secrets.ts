import type { Environment } from '@ticketpost/runtime';
import { estimateBits, isDevelopmentValue, leastBits } from '@ticketpost/runtime';
import { dashboardVariables } from '@ticketpost/settings/dashboard';
import { ingestVariables } from '@ticketpost/settings/ingest';
import type { Diagnosis } from '../diagnosis.ts';
import { isSet, readSettings, skip, skipUnread } from '../read-settings.ts';

/** Whether what opens a door can be guessed. Secrets are named by their place, never shown. */
export function checkSecrets(environment: Environment): Diagnosis[] {
  const { webhookSecrets, bookingsApiKeys } = ingestVariables;
  const { sessionSecret } = dashboardVariables;
  return [webhookSecrets, bookingsApiKeys, sessionSecret].map((variable) => {
    const name = `secrets.${variable.name.toLowerCase()}`;
    if (!isSet(variable.name, environment)) return skip(name, `${variable.name} is not set here`);
    const config = readSettings({ secrets: variable }, environment);
    if (config === undefined) return skipUnread(name);
    return judgeSecrets(name, variable.name, [config.secrets ?? []].flat());
  });
}

function judgeSecrets(name: string, variable: string, secrets: readonly string[]): Diagnosis {
  const known = secrets.findIndex(isDevelopmentValue);
  const remedy = `Make a new one: openssl rand -hex 24. Put it in front of ${variable} where that is a list, and take the old one out once nobody uses it.`;
  if (known !== -1) {
    const finding = `entry ${known + 1} of ${variable} stands in the public repository: everybody knows it`;
    return { name, status: 'warning', finding, remedy };
  }
  const weak = secrets.findIndex((secret) => estimateBits(secret) < leastBits);
  if (weak !== -1) {
    const finding = `entry ${weak + 1} of ${variable} can be guessed: it repeats a few characters`;
    return { name, status: 'failed', finding, remedy };
  }
  const finding = secrets.length === 1 ? 'it cannot be guessed' : 'none of them can be guessed';
  return { name, status: 'ok', finding };
}
