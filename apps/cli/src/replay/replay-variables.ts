import { defineText, tlsVariables } from '@ticketpost/runtime';
import { ingestVariables } from '@ticketpost/settings/ingest';

const { webhookSecrets } = ingestVariables;

/** Where deliveries are posted to: the secret comes from the environment or a file, never by an option. */
export const replayVariables = {
  webhookUrl: defineText(
    {
      name: 'TICKETPOST_WEBHOOK_URL',
      meaning: 'where `ticketpost replay` posts to, with the secret',
      expectation: 'a URL: https://<host>/webhooks/atlas/<secret>',
      example: 'https://hooks.example.com/webhooks/atlas/<secret>',
      pattern: '^https?://[!-~]+$',
      secret: true,
    },
    { optional: true },
  ),
  tlsCa: tlsVariables.tlsCa,
  webhookSecrets: { ...webhookSecrets, required: 'never' as const, fallback: [] },
};
