/**
 * The secret in the target of a request to the webhook, `undefined` for every other target. There is
 * one spelling: nothing is decoded, no slash is doubled or added, no case is changed, and a target in
 * absolute form is none. Only a query may follow, which says nothing.
 */
export function readWebhookSecret(target: string | undefined): string | undefined {
  return webhookTarget.exec(target ?? '')?.[1];
}

/** Of the characters that `WEBHOOK_SECRETS` may hold. */
const webhookTarget = /^\/webhooks\/atlas\/([A-Za-z0-9_-]{16,256})(?:\?[^#]*)?$/;
