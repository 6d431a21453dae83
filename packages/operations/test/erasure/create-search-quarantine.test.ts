import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  createKeyring,
  sealQuarantinedDelivery,
  type Keyring,
  type KeptJob,
} from '@ticketpost/queue';
import {
  createSearchQuarantine,
  type QuarantinedOfOrder,
} from '../../src/erasure/create-search-quarantine.ts';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const otherKeyring = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 8) }]);

function keep(deliveryId: string, orderNo: string, sealer: Keyring = keyring): KeptJob {
  const fields = { deliveryId, receivedAt: '2026-01-02T03:04:05.678Z', problems: [] };
  const body = Buffer.from(JSON.stringify({ orderNo }));
  return {
    id: deliveryId,
    data: sealQuarantinedDelivery(sealer, { ...fields, reason: 'invalid_event' }, body),
  };
}

/** A quarantine that a test lets be walked through, one delivery at a time. */
function createQuarantine(kept: readonly KeptJob[]) {
  const passes = { begun: 0, underWay: 0, most: 0 };
  const gate = { opens: Promise.resolve() };
  return {
    passes,
    gate,
    async *walkQuarantined() {
      passes.begun += 1;
      passes.underWay += 1;
      passes.most = Math.max(passes.most, passes.underWay);
      try {
        for (const job of kept) {
          await gate.opens;
          yield job;
        }
      } finally {
        passes.underWay -= 1;
      }
    },
  };
}

function createGate() {
  let open: () => void = () => undefined;
  const opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opens, open };
}

const kept = [keep('d1', 'A'), keep('d2', 'B'), keep('d3', 'A'), keep('d4', 'C', otherKeyring)];
let quarantine: ReturnType<typeof createQuarantine>;
let opened: number;
let search: (orderNo: string) => Promise<{ found: QuarantinedOfOrder[]; unopened: number }>;

beforeEach(() => {
  quarantine = createQuarantine(kept);
  opened = 0;
  const counting: Keyring = {
    ...keyring,
    open: (sealed, context) => {
      opened += 1;
      return keyring.open(sealed, context);
    },
  };
  const searchQuarantine = createSearchQuarantine({ jobs: quarantine, keyring: counting });
  search = async (orderNo) => {
    const found: QuarantinedOfOrder[] = [];
    const ended = await searchQuarantine(orderNo, (one) => found.push(one));
    return { found, ...ended };
  };
});

const idsOf = ({ found }: { found: readonly QuarantinedOfOrder[] }) =>
  found.map(({ deliveryId }) => deliveryId);

describe('a search of the quarantine', () => {
  test('finds what names the order, with its body, and counts what nobody can open', async () => {
    const { found, unopened } = await search('A');
    expect(found.map(({ deliveryId, body }) => [deliveryId, String(body)])).toEqual([
      ['d1', '{"orderNo":"A"}'],
      ['d3', '{"orderNo":"A"}'],
    ]);
    expect(unopened).toBe(1);
  });

  test('finds by what is in clear what cannot be opened', async () => {
    const jobs = createQuarantine([
      { id: 'd1', data: { v: 9, orderNo: 'A' } },
      { id: 'd2', data: 'A' },
    ]);
    const found: QuarantinedOfOrder[] = [];
    const ended = await createSearchQuarantine({ jobs, keyring })('A', (one) => found.push(one));
    expect([found, ended]).toEqual([[{ deliveryId: 'd1' }, { deliveryId: 'd2' }], { unopened: 0 }]);
  });

  test('is one pass for all who ask at once', async () => {
    const ends = await Promise.all(['A', 'B', 'C', 'A'].map(search));
    expect(ends.map(idsOf)).toEqual([['d1', 'd3'], ['d2'], [], ['d1', 'd3']]);
    expect(ends.map(({ unopened }) => unopened)).toEqual([1, 1, 1, 1]);
    expect([quarantine.passes.begun, opened]).toEqual([1, kept.length]);
  });

  test('that is asked for during a pass waits for the next, with all others', async () => {
    const gate = createGate();
    quarantine.gate.opens = gate.opens;
    const first = search('A');
    while (quarantine.passes.underWay === 0) await Promise.resolve();
    const late = [];
    for (let n = 0; n < 300; n += 1) {
      late.push(search('B'));
      await Promise.resolve();
    }
    gate.open();
    const ends = await Promise.all([first, ...late]);
    expect(ends.map(idsOf)).toEqual([['d1', 'd3'], ...late.map(() => ['d2'])]);
    expect(quarantine.passes).toEqual({ begun: 2, underWay: 0, most: 1 });
  });

  test('that Redis does not answer fails for those who shared it, and leaves the way free', async () => {
    const gate = createGate();
    quarantine.gate.opens = gate.opens;
    const ends = [search('A'), search('B')];
    while (quarantine.passes.underWay === 0) await Promise.resolve();
    const next = search('B');
    quarantine.gate.opens = Promise.reject(new Error('away'));
    quarantine.gate.opens.catch(() => undefined);
    gate.open();
    for (const end of ends) await expect(end).rejects.toThrow('away');
    await expect(next).rejects.toThrow('away');
    quarantine.gate.opens = Promise.resolve();
    expect(idsOf(await search('B'))).toEqual(['d2']);
  });
});
