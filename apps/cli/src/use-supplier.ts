import {
  judgeSupplierSettings,
  type Operations,
  type SupplierAccount,
} from '@ticketpost/operations';
import { createOutbound } from '@ticketpost/outbound';
import { judgeUrls } from '@ticketpost/outbound/settings';
import { createSupplierClient } from '@ticketpost/supplier';
import { ConfigurationError } from './command-error.ts';
import type { Settings } from './load-settings.ts';
import { useOperations } from './use-operations.ts';

/** What a command that asks the supplier works with. */
export interface SupplierContext {
  operations: Operations;
  account: SupplierAccount;
  baseUrl: string;
}

/**
 * Runs `use` on the system's Redis and the supplier's API. Rejects with a `ConfigurationError` before
 * anything is asked, and otherwise as `useOperations` does.
 */
export async function useSupplier<Result>(
  settings: Settings,
  use: (context: SupplierContext) => Promise<Result>,
): Promise<Result> {
  const { config } = settings;
  const {
    atlasBaseUrl: baseUrl,
    atlasClientId: clientId,
    atlasClientSecret: clientSecret,
  } = config;
  const problem = judgeSupplierSettings(config);
  if (problem !== undefined) throw new ConfigurationError(problem);
  const [refusal] = judgeUrls(config, { ATLAS_BASE_URL: config.atlasBaseUrl });
  if (refusal !== undefined) throw new ConfigurationError(refusal);
  if (baseUrl === undefined || clientId === undefined || clientSecret === undefined) {
    throw new ConfigurationError(noAccount);
  }
  return await useOperations(settings, async (operations) => {
    const supplier = createSupplierClient({
      baseUrl,
      clientId,
      clientSecret,
      timeoutMs: config.atlasTimeoutMs,
      maxConcurrent: 1,
      outbound: createOutbound(config),
    });
    try {
      return await use({ operations, account: { account: clientId, supplier }, baseUrl });
    } finally {
      await supplier.close();
    }
  });
}

const noAccount =
  'ATLAS_BASE_URL, ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET or ATLAS_CLIENT_SECRET_FILE are required: this command asks the supplier. Set them as the worker has them.';
