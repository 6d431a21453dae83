import { describeStraggler, findStragglers } from '@ticketpost/custody';
import { otherKeys, type CustodyState, type ProcessReport } from '@ticketpost/monitoring';
import type { Diagnosis } from '../diagnosis.ts';

/** NIST SP 800-38D, 8.3: how many values a key may seal with random nonces. */
export const mostSeals = 2 ** 32;

/** From here on a person has time to rotate. */
const manySeals = mostSeals / 2;

/** What is known of keys and of what they sealed. */
export interface KnownOfKeys {
  /** Of `PAYLOAD_KEYS` here, the one that seals first. */
  keyIds: readonly [string, ...string[]];
  state: CustodyState;
  processes: readonly ProcessReport[];
}

/** Which keys are in use, which are missing, and which may go. */
export function judgeCustody({ keyIds, state, processes }: KnownOfKeys): Diagnosis[] {
  return [
    ...judgeSeals(state.seals),
    ...judgeProcesses({ keyIds, state, processes }),
    ...judgeCensus({ keyIds, state, processes }),
  ];
}

function judgeSeals(seals: Readonly<Record<string, number>>): Diagnosis[] {
  return Object.entries(seals)
    .filter(([, count]) => count >= manySeals)
    .map(([keyId, count]) => ({
      name: 'keys.limit',
      status: count >= mostSeals ? 'failed' : 'warning',
      finding: `the key "${keyId}" has sealed ${count} values, and may seal ${mostSeals}`,
      remedy: 'Rotate: put a new key first in PAYLOAD_KEYS, as docs/operations.md tells.',
    }));
}

function judgeProcesses({ keyIds: [current], processes }: KnownOfKeys): Diagnosis[] {
  return findStragglers(processes, current).map((straggler) => ({
    name: 'keys.rotation',
    status: 'warning',
    finding: describeStraggler(straggler, current),
  }));
}

function judgeCensus({ keyIds, state, processes }: KnownOfKeys): Diagnosis[] {
  const { census, resealed } = state;
  if (census === undefined) {
    const finding =
      'what is sealed has not been counted yet: a worker does, or `ticketpost reseal --dry-run`';
    return [{ name: 'keys.census', status: 'skipped', finding }];
  }
  const [current, ...others] = keyIds;
  const counts = new Map<string, string[]>();
  for (const [kind, byKey] of Object.entries(census.values)) {
    for (const [keyId, count] of Object.entries(byKey)) {
      counts.set(keyId, [...(counts.get(keyId) ?? []), `${count} in ${kind}`]);
    }
  }
  const known = new Set<string>(keyIds);
  const lost = [...counts].filter(([keyId]) => !known.has(keyId));
  const isSettled =
    resealed?.keyId === current &&
    findStragglers(processes, current).length === 0 &&
    processes.every(({ keys }) => keys !== undefined && keys.sealsSince <= census.beganAt);
  const words = (keyId: string) => counts.get(keyId)?.join(', ') ?? 'nothing';
  return [
    {
      name: 'keys.census',
      status: 'ok',
      finding: `"${current}" seals; counted at ${census.endedAt}: ${words(current)}`,
    },
    ...lost.map(([keyId, found]): Diagnosis =>
      keyId === otherKeys
        ? {
            name: 'keys.lost',
            status: 'failed',
            finding: `values are sealed with keys that nobody can name, or of no form that this version knows: ${found.join(', ')}`,
            remedy:
              'Look who else writes into this Redis. `ticketpost reseal --dry-run` logs what is of no known form.',
          }
        : {
            name: 'keys.lost',
            status: 'failed',
            finding: `PAYLOAD_KEYS has no key "${keyId}", which sealed ${found.join(', ')}`,
            remedy: `Put key "${keyId}" back into PAYLOAD_KEYS, behind the current one.`,
          },
    ),
    ...others.map((keyId): Diagnosis => ({
      name: 'keys.former',
      status: 'ok',
      finding: counts.has(keyId)
        ? `keep the key "${keyId}": it sealed ${words(keyId)}. \`ticketpost reseal\` seals them anew`
        : isSettled
          ? `the key "${keyId}" may go: nothing is sealed with it, and nobody seals with it`
          : `keep the key "${keyId}": nothing is sealed with it, but run \`ticketpost reseal\` first, which also moves by what orders are found`,
    })),
  ];
}
