import { Ajv, type JSONSchemaType } from 'ajv';

/** Why a worker takes no jobs, or one at a time. */
export interface ReportedPause {
  state: 'paused' | 'on_trial';
  since: string;
  /** The stable code of the cause. */
  reason: string;
  /** The mail server's reply code, or the error's code; empty when there is neither. */
  reply: string;
  remedy: string;
}

export interface ReportedCheck {
  status: 'ok' | 'warning' | 'failed';
  reason?: string;
  remedy?: string;
}

/** One living process, as it says of itself. Times are RFC 3339 in UTC, by its own clock. */
export interface ProcessReport {
  id: string;
  app: ReportingApp;
  host: string;
  startedAt: string;
  seenAt: string;
  pause?: ReportedPause;
  journal?: { entries: number; oldestAt?: string };
  keys?: ReportedKeys;
  /** Its readiness checks, by name. */
  checks: Record<string, ReportedCheck>;
}

/** The ids of the keys of `PAYLOAD_KEYS` that a process has, the one that seals first. */
export interface ReportedKeys {
  ids: string[];
  /** Since when the first of them seals there. */
  sealsSince: string;
}

export type ReportingApp = (typeof reportingApps)[number];

const reportingApps = ['ingest', 'worker', 'dashboard'] as const;

const text = { type: 'string', maxLength: 1000 } as const;
const optionalText = { ...text, nullable: true } as const;

const reportSchema: JSONSchemaType<ProcessReport> = {
  type: 'object',
  required: ['id', 'app', 'host', 'startedAt', 'seenAt', 'checks'],
  properties: {
    id: text,
    app: { type: 'string', enum: reportingApps },
    host: text,
    startedAt: text,
    seenAt: text,
    pause: {
      type: 'object',
      required: ['state', 'since', 'reason', 'reply', 'remedy'],
      properties: {
        state: { type: 'string', enum: ['paused', 'on_trial'] },
        since: text,
        reason: text,
        reply: text,
        remedy: text,
      },
      nullable: true,
    },
    journal: {
      type: 'object',
      required: ['entries'],
      properties: { entries: { type: 'integer' }, oldestAt: optionalText },
      nullable: true,
    },
    keys: {
      type: 'object',
      required: ['ids', 'sealsSince'],
      properties: {
        ids: { type: 'array', items: text, minItems: 1, maxItems: 100 },
        sealsSince: text,
      },
      nullable: true,
    },
    checks: {
      type: 'object',
      required: [],
      additionalProperties: {
        type: 'object',
        required: ['status'],
        properties: {
          status: { type: 'string', enum: ['ok', 'warning', 'failed'] },
          reason: optionalText,
          remedy: optionalText,
        },
      },
    },
  },
};

let judge: ((data: unknown) => data is ProcessReport) | undefined;

/** A report as it stands in Redis, or `undefined` when it is none that this version knows. */
export function parseProcessReport(stored: string): ProcessReport | undefined {
  judge ??= new Ajv().compile(reportSchema);
  try {
    const data: unknown = JSON.parse(stored);
    return judge(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
