import { randomBytes } from 'node:crypto';
import { loadConfig, type Environment } from '@ticketpost/runtime';
import { dashboardVariables, judgeDashboardSettings } from '@ticketpost/settings/dashboard';

/** The dashboard's configuration and what to warn of, or the process' end when it is wrong. */
export function loadDashboardConfig(environment: Environment) {
  const { config, warnings, scrubber } = loadConfig(dashboardVariables, {
    app: 'dashboard',
    environment,
    judge: judgeDashboardSettings,
  });
  const sessionSecret = config.sessionSecret ?? randomBytes(32).toString('base64url');
  return { config: { ...config, sessionSecret }, warnings, scrubber };
}
