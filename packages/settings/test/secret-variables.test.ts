import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  readEnvironment,
  readSecretFile,
  type Variable,
  type Variables,
} from '@ticketpost/runtime';
import { dashboardVariables } from '../src/dashboard/dashboard-variables.ts';
import { ingestVariables } from '../src/ingest/ingest-variables.ts';
import { workerVariables } from '../src/worker/worker-variables.ts';

const tables: readonly (readonly [string, Variables])[] = [
  ['ingest', ingestVariables],
  ['worker', workerVariables],
  ['dashboard', dashboardVariables],
];
const all = tables.flatMap(([app, variables]) =>
  Object.values(variables).map((variable) => [app, variable.name, variable] as const),
);
const secrets = all.filter(([, , { secret }]) => secret);
/** Made by us and not by somebody else's system. */
const ofOurMaking = [
  'PAYLOAD_KEYS',
  'WEBHOOK_SECRETS',
  'BOOKINGS_API_KEYS',
  'SESSION_SECRET',
  'ALERT_WEBHOOK_SECRET',
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticketpost-variables-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = (variable: Variable<unknown>, environment: Record<string, string>) =>
  readEnvironment({ value: variable }, environment, readSecretFile);

test('there are secrets in every table', () => {
  expect(new Set(secrets.map(([app]) => app)).size).toBe(tables.length);
});

describe.each(secrets)('%s: %s', (_app, name, variable) => {
  const file = () => join(folder, name);

  test('comes from a file as it comes from the environment', () => {
    writeFileSync(file(), `${variable.example}\n`);
    const fromFile = read(variable, { [`${name}_FILE`]: file() });
    const fromText = read(variable, { [name]: variable.example });
    expect(fromFile).toEqual(fromText);
  });

  test('is missed when its file is empty', () => {
    writeFileSync(file(), '');
    expect(read(variable, { [`${name}_FILE`]: file() })).toMatchObject({
      kind: 'invalid',
      problems: [expect.stringContaining(`${name}_FILE names a file that is empty`)],
    });
  });

  test('is not taken in production as the documents print it', () => {
    if (variable.example === variable.fallback) return;
    expect(read(variable, { NODE_ENV: 'production', [name]: variable.example }).kind).toBe(
      'invalid',
    );
  });

  test('is not repeated when it is wrong', () => {
    const wrong = 'Vd7pZr4T fM1y\u0000';
    const reading = read(variable, { [name]: wrong });
    if (reading.kind === 'invalid') expect(JSON.stringify(reading)).not.toContain('Vd7pZr4T');
  });
});

test.each(all)('%s: %s is marked as secret when it looks like one', (_app, name, { secret }) => {
  const looksSecret =
    /SECRET|KEYS?$|TOKEN|PASSW|CREDENTIAL|USERS$|PRIVATE_KEY|_HEADERS$|REDIS_URL|SMTP_URL|WEBHOOK_URL/;
  if (looksSecret.test(name)) expect(secret).toBe(true);
});

test.each(secrets.filter(([, name]) => ofOurMaking.includes(name)))(
  '%s: %s must be made by chance',
  (_app, _name, { random }) => {
    expect(random).toBe(true);
  },
);
