/** What a port is for, and the one it gets when nobody else has it. */
interface PortUse {
  /** As it is shown to a person. */
  label: string;
  preferred: number;
}

export interface Ports {
  /** Not there when the Redis server is somebody else's. */
  redis?: number;
  /** Not there when the person's own supplier is asked. */
  supplier?: number;
  ingest: number;
  dashboard: number;
  inboxPage: number;
  inboxSmtp: number;
  ingestAdmin: number;
  dashboardAdmin: number;
  /** One a worker. */
  workerAdmins: number[];
}

export interface PortChoice {
  ports: Ports;
  /** A line for each port that had to be another. */
  notes: string[];
}

const uses = {
  redis: { label: 'Redis', preferred: 6379 },
  supplier: { label: 'the stand-in supplier', preferred: 4010 },
  ingest: { label: 'ingest', preferred: 3000 },
  dashboard: { label: 'the dashboard', preferred: 3001 },
  inboxPage: { label: "the inbox's page", preferred: 1080 },
  inboxSmtp: { label: "the inbox's SMTP", preferred: 1025 },
  ingestAdmin: { label: "ingest's admin port", preferred: 9100 },
  dashboardAdmin: { label: "the dashboard's admin port", preferred: 9102 },
} satisfies Record<string, PortUse>;

/** Worker 1 has its app's default; the others follow after the dashboard's. */
function workerUse(number: number): PortUse {
  const preferred = number === 1 ? 9101 : 9101 + number;
  return { label: `the admin port of worker ${number}`, preferred };
}

/** Picks a free port for everything, one after the other so that no two get the same. */
export async function choosePorts(
  wanted: { workers: number; redis: boolean; supplier: boolean },
  findFreePort: (preferred: number) => Promise<number>,
): Promise<PortChoice> {
  const notes: string[] = [];
  const choose = async ({ label, preferred }: PortUse): Promise<number> => {
    const port = await findFreePort(preferred);
    if (port !== preferred) notes.push(`Port ${preferred} is taken: ${label} uses ${port}.`);
    return port;
  };
  const ports: Ports = {
    ...(wanted.redis ? { redis: await choose(uses.redis) } : {}),
    ...(wanted.supplier ? { supplier: await choose(uses.supplier) } : {}),
    ingest: await choose(uses.ingest),
    dashboard: await choose(uses.dashboard),
    inboxPage: await choose(uses.inboxPage),
    inboxSmtp: await choose(uses.inboxSmtp),
    ingestAdmin: await choose(uses.ingestAdmin),
    dashboardAdmin: await choose(uses.dashboardAdmin),
    workerAdmins: [],
  };
  for (let number = 1; number <= wanted.workers; number += 1) {
    ports.workerAdmins.push(await choose(workerUse(number)));
  }
  return { ports, notes };
}
