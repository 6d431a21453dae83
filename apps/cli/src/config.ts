import { payloadKeysVariable } from '@ticketpost/queue';
import { defineProcessVariables } from '@ticketpost/runtime';

const { environment, redisUrl } = defineProcessVariables({ adminPort: 0 });

/** What the command reads from its environment: the worker's will do. */
export const cliVariables = { environment, redisUrl, payloadKeys: payloadKeysVariable };
