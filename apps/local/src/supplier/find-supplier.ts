import type { Environment } from '../environment/child-environment.ts';

/** Who says whether an order is ticketed: the person's own supplier, or our stand-in. */
export type FoundSupplier = { kind: 'given'; url: string } | { kind: 'stand_in' };

/** The supplier of `ATLAS_BASE_URL` when that is set, else the stand-in. */
export function findSupplier(environment: Environment): FoundSupplier {
  const url = environment['ATLAS_BASE_URL'] ?? '';
  return url === '' ? { kind: 'stand_in' } : { kind: 'given', url };
}
