import { createRekeyTerms } from '@ticketpost/ledger';
import type { Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { createAuditKind } from './kinds/create-audit-kind.ts';
import { createEventJobKind, createQuarantineJobKind } from './kinds/create-job-kind.ts';
import { createOrderKind } from './kinds/create-order-kind.ts';
import {
  createOutboxKind,
  createSupplierAccountKind,
  createTicketSetKeyKind,
} from './kinds/create-single-kinds.ts';
import type { OnBroken, SealedKind } from './sealed-kind.ts';

export interface KindsOptions {
  /** It stays the caller's to close. */
  redis: Redis;
  keyring: Keyring;
  onBroken?: OnBroken;
  now?: () => number;
}

/**
 * The inventory of what stands sealed in Redis, in the order in which it goes from one place to the
 * next: what is in quarantine is an event once it is released, and what a job carries is in an order's
 * record once the job is done.
 */
export function listKinds(
  options: KindsOptions,
  { isDryRun = false }: { isDryRun?: boolean } = {},
): readonly SealedKind[] {
  const { redis, keyring, now = Date.now, onBroken = () => undefined } = options;
  const rekeyTerms = createRekeyTerms({ redis, sealer: keyring, now, isDryRun });
  const parts = { redis, keyring, rekeyTerms, now, onBroken };
  return [
    createQuarantineJobKind(parts),
    createEventJobKind(parts),
    createOrderKind(parts),
    createAuditKind(parts),
    createOutboxKind(parts),
    createSupplierAccountKind(parts),
    createTicketSetKeyKind(parts),
  ];
}
