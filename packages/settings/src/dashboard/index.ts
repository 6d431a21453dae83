export type { DashboardUser, PasswordUser, Role } from './dashboard-user.ts';
export { dashboardVariables } from './dashboard-variables.ts';
export { isLoopbackUrl } from './is-issuer.ts';
export { judgeDashboardSettings } from './judge-dashboard-settings.ts';
