import { createHash } from 'node:crypto';
import type { DashboardUser, Role } from '@ticketpost/settings/dashboard';

/** What an issuer says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** How what an issuer says becomes somebody who may be here. */
export interface ClaimMapping {
  /** The name of a claim, or the dotted path to it. */
  roleClaim: string;
  operators: readonly string[];
  viewers: readonly string[];
  nameClaim: string;
}

export type ClaimReading =
  | { kind: 'user'; user: DashboardUser }
  /** The issuer knows them, and nothing that it says makes a role. */
  | { kind: 'no_role'; name: string };

const longestName = 255;

/**
 * Who somebody is by their claims. No password's user has a colon in the name, so nobody can be taken
 * for another; a name that cannot be shown in a line is the `sub`, which never changes, or its hash where
 * that cannot be shown either, which OpenID Connect forbids (Core 1.0, section 2).
 */
export function readClaims(claims: Claims, mapping: ClaimMapping): ClaimReading {
  const { sub } = claims;
  const own = readName(findClaim(claims, mapping.nameClaim)) ?? readName(sub);
  const name = `oidc:${own ?? createHash('sha256').update(String(sub)).digest('base64url')}`;
  const role = findRole(findClaim(claims, mapping.roleClaim), mapping);
  return role === undefined ? { kind: 'no_role', name } : { kind: 'user', user: { name, role } };
}

/** A claim by its whole name, which may have dots in it, or by the path. */
export function findClaim(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.hasOwn(value, part) ? (value as Claims)[part] : undefined;
  }, claims);
}

/** Operators look on, too: whoever is both is an operator. */
function findRole(claim: unknown, { operators, viewers }: ClaimMapping): Role | undefined {
  const values = [claim].flat().filter((value) => typeof value === 'string');
  if (values.some((value) => operators.includes(value))) return 'operator';
  return values.some((value) => viewers.includes(value)) ? 'viewer' : undefined;
}

function readName(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const name = claim.normalize('NFC');
  return /^[^\p{C}\p{Z}]+$/u.test(name) && name.length <= longestName ? name : undefined;
}
