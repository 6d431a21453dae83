import { describe, expect, it } from '@jest/globals';
import { choosePorts } from '../src/choose-ports.ts';

/** Gives the preferred port or the next one that is neither taken nor given already. */
function freePorts(taken: readonly number[]): (preferred: number) => Promise<number> {
  const gone = new Set(taken);
  return (preferred) => {
    let port = preferred;
    while (gone.has(port)) port += 1;
    gone.add(port);
    return Promise.resolve(port);
  };
}

describe('choosePorts', () => {
  it('takes the preferred ports when they are free, and says nothing', async () => {
    expect(await choosePorts({ workers: 3, redis: true, supplier: true }, freePorts([]))).toEqual({
      ports: {
        redis: 6379,
        supplier: 4010,
        ingest: 3000,
        dashboard: 3001,
        inboxPage: 1080,
        inboxSmtp: 1025,
        ingestAdmin: 9100,
        dashboardAdmin: 9102,
        workerAdmins: [9101, 9103, 9104],
      },
      notes: [],
    });
  });

  it('takes the next free port and names it', async () => {
    const { ports, notes } = await choosePorts(
      { workers: 1, redis: true, supplier: true },
      freePorts([6379, 4010, 3000, 3001]),
    );
    expect(ports).toMatchObject({
      redis: 6380,
      supplier: 4011,
      ingest: 3002,
      dashboard: 3003,
      inboxPage: 1080,
    });
    expect(notes).toEqual([
      expect.stringMatching(/6379.*Redis.*6380/),
      expect.stringMatching(/4010.*the stand-in supplier.*4011/),
      expect.stringMatching(/3000.*ingest.*3002/),
      expect.stringMatching(/3001.*dashboard.*3003/),
    ]);
  });

  it('needs no port for a Redis server and a supplier of somebody else', async () => {
    const { ports, notes } = await choosePorts(
      { workers: 1, redis: false, supplier: false },
      freePorts([6379, 4010]),
    );
    expect(ports).not.toHaveProperty('redis');
    expect(ports).not.toHaveProperty('supplier');
    expect(notes).toEqual([]);
  });
});
