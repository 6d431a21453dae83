import { supplierVariables } from '@ticketpost/operations';
import { outboundVariables } from '@ticketpost/outbound/settings';
import { payloadKeysVariable } from '@ticketpost/queue';
import { retentionVariables } from '@ticketpost/retention/variables';
import { defineProcessVariables, tlsVariables, type ConfigOf } from '@ticketpost/runtime';

const { environment, redisUrl } = defineProcessVariables({ adminPort: 0 });

/** What the command reads from its environment: the worker's will do. */
export const cliVariables = {
  environment,
  redisUrl,
  ...tlsVariables,
  payloadKeys: payloadKeysVariable,
  ...supplierVariables,
  ...outboundVariables,
  ...retentionVariables,
};

export type CliConfig = ConfigOf<typeof cliVariables>;
