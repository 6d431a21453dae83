import { defineInteger } from '@ticketpost/runtime';

/** `TRUST_PROXY`: how far what was forwarded is believed. */
export const trustProxyVariable = defineInteger(
  {
    name: 'TRUST_PROXY',
    meaning:
      'how many proxies stand in front, whose `X-Forwarded-For` tells the address of a caller, and at the dashboard `X-Forwarded-Proto` whether TLS ends there; 0 trusts none',
    expectation: 'a number of proxies, 0 to 10',
    example: '1',
    minimum: 0,
    maximum: 10,
  },
  { fallback: 0 },
);
