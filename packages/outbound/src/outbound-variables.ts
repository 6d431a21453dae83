import { defineList } from '@ticketpost/runtime';
import { isPrivateHost } from './addresses/private-hosts.ts';

/** Where requests may go beyond the public Internet. */
export const outboundVariables = {
  outboundPrivateHosts: defineList(
    {
      name: 'OUTBOUND_PRIVATE_HOSTS',
      meaning:
        'comma list of hosts in private networks that may be asked by HTTP, without TLS too, and be given the login of `SMTP_URL` without TLS; all others must be on the public Internet and speak TLS. Outside production this machine is allowed by itself',
      expectation:
        'a comma list of host names, addresses and ranges of addresses (no wider than /8, or /7 for IPv6)',
      example: 'booking.internal,10.20.0.0/16',
      items: {},
      isItem: isPrivateHost,
    },
    { fallback: [] },
  ),
};
