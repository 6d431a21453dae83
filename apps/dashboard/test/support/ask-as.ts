import type { RunningDashboard } from './start-dashboard.ts';
import { basic } from './test-users.ts';

/** Asks as somebody, for JSON or for a page, with fields as JSON or as a form. */
export function askAs(
  dashboard: RunningDashboard,
  user: { name: string; password: string },
  path: string,
  options: { method?: string; page?: boolean; fields?: object } = {},
): Promise<Response> {
  const { method = options.fields === undefined ? 'GET' : 'POST', page = false, fields } = options;
  const accept = page ? 'text/html' : 'application/json';
  const headers = { Authorization: basic(user), Accept: accept };
  if (fields === undefined) return dashboard.ask(path, { method, headers });
  return page
    ? dashboard.ask(path, {
        method,
        headers,
        body: new URLSearchParams(fields as Record<string, string>),
      })
    : dashboard.ask(path, {
        method,
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
      });
}
