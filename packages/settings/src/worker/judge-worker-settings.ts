import { judgeBranding } from '@ticketpost/branding';
import { judgeSupplierSettings } from '@ticketpost/operations';
import { judgeUrls } from '@ticketpost/outbound/settings';
import type { ConfigOf } from '@ticketpost/runtime';
import { judgeDkimSettings } from './dkim-settings.ts';
import type { workerVariables } from './worker-variables.ts';

/** What is wrong with settings that are each fine alone: a sentence each, with the remedy. */
export function judgeWorkerSettings(config: ConfigOf<typeof workerVariables>): string[] {
  return [
    judgeSupplierSettings(config) ?? [],
    judgeDkimSettings(config) ?? [],
    judgeUrls(config, {
      BOOKING_LOOKUP_URL: config.bookingLookupUrl,
      ATLAS_BASE_URL: config.atlasBaseUrl,
      ALERT_WEBHOOK_URL: config.alertWebhookUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: config.otlpEndpoint,
    }),
    [...judgeBranding(config)],
  ].flat();
}
