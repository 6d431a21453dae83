export type { DashboardUser, Role } from './dashboard-user.ts';
export { dashboardVariables } from './dashboard-variables.ts';
