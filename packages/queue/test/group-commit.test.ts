import { describe, expect, test } from '@jest/globals';
import { createGroupCommit } from '../src/group-commit.ts';

/** A store whose writes are taken one after the other and end when the test says so. */
function createHeldStore() {
  const begun: { items: number[]; end: (error?: Error) => void }[] = [];
  const takers: ((write: { items: number[]; end: (error?: Error) => void }) => void)[] = [];
  return {
    write: (items: number[]) =>
      new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => {
          if (error === undefined) resolve();
          else reject(error);
        };
        const taker = takers.shift();
        if (taker === undefined) begun.push({ items, end });
        else taker({ items, end });
      }),
    nextWrite: () =>
      new Promise<{ items: number[]; end: (error?: Error) => void }>((resolve) => {
        const write = begun.shift();
        if (write === undefined) takers.push(resolve);
        else resolve(write);
      }),
  };
}

const stored = { kind: 'stored' };
const patient = { timeoutMs: 20_000, maxGroupSize: 100 };

describe('a group commit', () => {
  test('writes the first item at once and groups those that come meanwhile', async () => {
    const store = createHeldStore();
    const { add } = createGroupCommit({ ...patient, write: store.write });
    const all = [1, 2, 3, 4].map(add);
    const first = await store.nextWrite();
    expect(first.items).toEqual([1]);
    first.end();
    const second = await store.nextWrite();
    expect(second.items).toEqual([2, 3, 4]);
    second.end();
    expect(await Promise.all(all)).toEqual([stored, stored, stored, stored]);
  });

  test('bounds a group', async () => {
    const store = createHeldStore();
    const { add } = createGroupCommit({ ...patient, maxGroupSize: 2, write: store.write });
    const all = [1, 2, 3, 4].map(add);
    const groups: number[][] = [];
    for (let n = 0; n < 3; n++) {
      const write = await store.nextWrite();
      groups.push(write.items);
      write.end();
    }
    await Promise.all(all);
    expect(groups).toEqual([[1], [2, 3], [4]]);
  });

  test('fails a whole group and goes on with the next', async () => {
    const store = createHeldStore();
    const { add } = createGroupCommit({ ...patient, write: store.write });
    const cause = new Error('OOM command not allowed');
    const all = [1, 2, 3].map(add);
    (await store.nextWrite()).end();
    (await store.nextWrite()).end(cause);
    const notStored = { kind: 'not_stored', cause };
    expect(await Promise.all(all)).toEqual([stored, notStored, notStored]);
    const next = add(4);
    (await store.nextWrite()).end();
    expect(await next).toEqual(stored);
  });

  test('takes back an item whose deadline passed while it waited, but not one being written', async () => {
    const store = createHeldStore();
    const { add } = createGroupCommit({ ...patient, timeoutMs: 20, write: store.write });
    const late = { kind: 'not_stored', cause: { code: 'store_deadline_exceeded' } };
    const [written, waiting] = [add(1), add(2)];
    const write = await store.nextWrite();
    expect(await written).toMatchObject(late);
    expect(await waiting).toMatchObject(late);
    write.end();
    void add(3);
    expect((await store.nextWrite()).items).toEqual([3]);
  });
});
