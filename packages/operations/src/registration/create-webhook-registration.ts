import type { Keyring } from '@ticketpost/queue';
import type { RegistrationOutcome, SupplierClient } from '@ticketpost/supplier';
import type { Redis } from 'ioredis';
import { supplierAccountKey, webhookUrlContext } from '../supplier-account-key.ts';

/**
 * Where the supplier posts the events of one account. It has no call that tells the present address,
 * so the last one that was registered here is remembered: somebody may have registered another one
 * elsewhere since. Everything rejects when Redis does.
 */
export interface WebhookRegistration {
  /** `undefined` when none was registered here, or when its key is not at hand. */
  lastRegistered(): Promise<string | undefined>;
  /**
   * Registers an address, for the whole account, and remembers it once the supplier has stored it.
   * Harmless to repeat, as after a rejection between the two.
   */
  register(url: string): Promise<RegistrationOutcome>;
}

/** Registration over a connection that stays the caller's to close. */
export function createWebhookRegistration(options: {
  redis: Redis;
  supplier: Pick<SupplierClient, 'registerWebhookUrl'>;
  /** Our client id at the supplier. */
  account: string;
  keyring: Keyring;
}): WebhookRegistration {
  const { redis, supplier, account, keyring } = options;
  const key = supplierAccountKey(account);
  const context = webhookUrlContext(account);
  return {
    async lastRegistered() {
      const sealed = await redis.hget(key, 'webhookUrl');
      if (sealed === null) return undefined;
      const opening = keyring.open(sealed, context);
      return opening.kind === 'opened' ? opening.plaintext.toString('utf8') : undefined;
    },
    async register(url) {
      const outcome = await supplier.registerWebhookUrl(url);
      if (outcome.kind === 'stored') {
        await redis.hset(key, 'webhookUrl', keyring.seal(url, context));
      }
      return outcome;
    },
  };
}
