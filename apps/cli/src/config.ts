import { supplierVariables } from '@ticketpost/operations';
import { payloadKeysVariable } from '@ticketpost/queue';
import { defineProcessVariables, type ConfigOf } from '@ticketpost/runtime';

const { environment, redisUrl } = defineProcessVariables({ adminPort: 0 });

/** What the command reads from its environment: the worker's will do. */
export const cliVariables = {
  environment,
  redisUrl,
  payloadKeys: payloadKeysVariable,
  ...supplierVariables,
};

export type CliConfig = ConfigOf<typeof cliVariables>;
