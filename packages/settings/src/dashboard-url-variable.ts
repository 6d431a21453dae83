import { defineText } from '@ticketpost/runtime';
import { isPlainWebUrl } from './is-plain-web-url.ts';
import { judgedBy } from './judged-by.ts';

/** `DASHBOARD_URL`: the one address of the dashboard that does not come out of a request. */
export const dashboardUrlVariable = judgedBy(
  isPlainWebUrl,
  defineText(
    {
      name: 'DASHBOARD_URL',
      meaning:
        'where people open the dashboard: for links in what is posted, and for the way back from the OIDC login; an `https` one makes the cookies `Secure`. No links when not set',
      expectation: 'an http:// or https:// URL without user, password, query and fragment',
      example: 'https://tickets.example.com',
    },
    { optional: true },
  ),
);
