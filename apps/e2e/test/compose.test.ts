import { describe, expect, test } from '@jest/globals';
import {
  apps,
  development,
  developmentFile,
  environmentOf,
  findDevelopmentSecrets,
  productionFile,
  runRefused,
} from './compose-apps.ts';
import { readComposeFile, readRepositoryFile } from './compose-file.ts';
import { findKnownVariables } from './compose-known-variables.ts';
import { findSchemaProblems } from './compose-schema.ts';

const services = Object.entries(development.services);
const dockerfile = readRepositoryFile('Dockerfile');

/** `EX_CONFIG` of sysexits(3). */
const configurationExitCode = 78;

const megabytes = (text = '') => Number(/^(?<count>\d+)m$/.exec(text)?.groups?.['count']);
const milliseconds = (text = '') => 1000 * Number(/^(?<s>\d+)s$/.exec(text)?.groups?.['s']);

describe.each([developmentFile, productionFile])('%s', (path) => {
  test('is what the Compose Specification allows', () => {
    expect(findSchemaProblems(readComposeFile(path))).toEqual([]);
  });

  test.each(apps)('sets no variable of %s that is not in its configuration table', (app) => {
    const known = findKnownVariables(app);
    const set = Object.keys(environmentOf(readComposeFile(path), app));
    expect(set).toContain('NODE_ENV');
    expect(set.filter((name) => !known.includes(name.replace(/_FILE$/, '')))).toEqual([]);
  });
});

describe(developmentFile, () => {
  test.each(services)('has %s from a pinned image or from a stage', (_, { build, image }) => {
    if (build === undefined) {
      expect(image).toMatch(/^[a-z/]+:v?\d[\w.-]*$/);
    } else {
      expect(dockerfile.split('\n')).toContain(`FROM runtime AS ${build.target ?? ''}`);
    }
  });

  test.each(services)('publishes %s on 127.0.0.1 only, or not at all', (_, { ports = [] }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+_PORT:-\d+\}:\d+$/);
  });

  test('publishes no port of the worker and names no container, so that it can be scaled', () => {
    expect(development.services['worker']).not.toHaveProperty('ports');
    for (const [, service] of services) expect(service).not.toHaveProperty('container_name');
  });

  test.each(services)('gives %s no more than it needs', (_, service) => {
    expect(service).toMatchObject({
      restart: 'unless-stopped',
      read_only: true,
      tmpfs: [expect.stringMatching(/^\/tmp:size=\d+m$/)],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      pids_limit: expect.any(Number),
      mem_limit: expect.any(String),
    });
    for (const key of ['privileged', 'cap_add', 'network_mode', 'pid', 'devices']) {
      expect(service).not.toHaveProperty(key);
    }
  });

  test.each(services)('knows whether %s is healthy', (_, { build, healthcheck }) => {
    expect(healthcheck).toBeDefined();
    expect(healthcheck).not.toHaveProperty('disable');
    if (build === undefined) expect(healthcheck?.test?.[0]).toBe('CMD');
    else expect(dockerfile).toMatch(/^HEALTHCHECK .*\\\n +CMD \["node", .*readyz/m);
  });

  test.each(apps)('starts %s once Redis is healthy, with time to stop in order', (app) => {
    const service = development.services[app];
    const [, timeoutMs = ''] =
      /'SHUTDOWN_TIMEOUT_MS'.*?fallback: (?<ms>[\d_]+)/s.exec(
        readRepositoryFile('packages/runtime/src/environment/process-variables.ts'),
      ) ?? [];
    expect(service?.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    expect(service?.environment).not.toHaveProperty('SHUTDOWN_TIMEOUT_MS');
    expect(milliseconds(service?.stop_grace_period)).toBeGreaterThan(
      Number(timeoutMs.replaceAll('_', '') || NaN),
    );
  });

  test.each(apps)('keeps the heap of %s well within its memory limit', (app) => {
    const { command = [], mem_limit: limit } = development.services[app] ?? {};
    const [flag = '', main] = command;
    const heap = /^--max-old-space-size=(?<megabytes>\d+)$/.exec(flag)?.groups?.['megabytes'];
    expect(main).toBe('dist/main.js');
    expect(megabytes(limit) - Number(heap)).toBeGreaterThanOrEqual(128);
  });

  test('has a Redis that syncs what it acknowledges, forgets nothing, and only apps reach', () => {
    const redis = development.services['redis'];
    expect(redis).toMatchObject({
      user: 'redis',
      networks: ['store'],
      volumes: ['redis-data:/data'],
    });
    expect(redis?.command).toContain('--appendonly yes --appendfsync always');
    expect(redis?.command).toContain('--maxmemory-policy noeviction');
    expect(redis).not.toHaveProperty('ports');
    expect(development.volumes).toHaveProperty('redis-data');
    expect(development.networks?.['store']).toEqual({ internal: true });
  });

  test.each(apps)('gives %s secrets that production refuses, each of them', async (app) => {
    const values = environmentOf(development, app);
    const secrets = findDevelopmentSecrets(app);
    expect(secrets.length).toBeGreaterThan(0);
    expect(values['NODE_ENV']).toBe('development');
    expect(await runRefused(app, { ...values, NODE_ENV: 'production' })).toEqual({
      code: configurationExitCode,
      refused: secrets,
    });
  });
});
