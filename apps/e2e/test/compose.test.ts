import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  apps,
  development,
  developmentFile,
  environmentOf,
  findDevelopmentSecrets,
  production,
  productionFile,
  runRefused,
} from './compose-apps.ts';
import { networksOf, readComposeFile, readRepositoryFile } from './compose-file.ts';
import { findKnownVariables } from './compose-known-variables.ts';
import { findSchemaProblems } from './compose-schema.ts';

const services = Object.entries(development.services);
const dockerfile = readRepositoryFile('Dockerfile');

/** `EX_CONFIG` of sysexits(3). */
const configurationExitCode = 78;

/** Each of them takes away a wall between a container and the machine. */
export const dangerousKeys = [
  'privileged',
  'cap_add',
  'network_mode',
  'pid',
  'ipc',
  'uts',
  'userns_mode',
  'cgroup',
  'devices',
  'device_cgroup_rules',
  'group_add',
];

const readYaml = (path: string) => parse(readRepositoryFile(path)) as unknown;

const scrapeJobs = new Map(
  (
    readYaml('observability/prometheus/prometheus.yml') as {
      scrape_configs: { job_name: string; dns_sd_configs: object[] }[];
    }
  ).scrape_configs.map(({ job_name: name, dns_sd_configs: [found] }) => [name, found]),
);

/** As the image sets it. */
function findAdminPort(app: string): string {
  const [, stage = ''] = dockerfile.split(`FROM runtime AS ${app}\n`);
  return /\bADMIN_PORT=(?<port>\d+)/.exec(stage)?.groups?.['port'] ?? '';
}

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
      // Also after a SIGHUP by Docker: see the compose file.
      restart: 'always',
      stop_signal: 'SIGTERM',
      read_only: true,
      tmpfs: [expect.stringMatching(/^\/tmp:size=\d+m,mode=1777,noexec,nosuid,nodev$/)],
      cap_drop: ['ALL'],
      // No seccomp of its own: Docker's profile stays on.
      security_opt: ['no-new-privileges:true'],
      pids_limit: expect.any(Number),
      mem_limit: expect.any(String),
      // No swap, which would bring keys and travellers' data to a disk.
      memswap_limit: service.mem_limit,
      cpus: '${CPUS_PER_CONTAINER:-1}',
      ulimits: { nofile: expect.any(Number), core: 0 },
      user: expect.stringMatching(/^(redis|[1-9]\d*:\d+)$/),
      logging: { driver: 'local', options: { 'max-size': '20m', 'max-file': '5' } },
    });
    for (const key of dangerousKeys) expect(service).not.toHaveProperty(key);
  });

  test.each(services)('mounts nothing of the machine into %s that can be written', (_, service) => {
    for (const volume of service.volumes ?? []) {
      expect(volume).toMatch(/^[a-z-]+:\/|^\.\/(observability|redis)[\w/-]*:\/[\w/.-]+:ro$/);
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
      volumes: ['redis-data:/data', './redis:/etc/ticketpost/redis:ro'],
    });
    expect(redis?.command).toContain('--appendonly yes --appendfsync always');
    expect(redis?.command).toContain('--maxmemory-policy noeviction');
    expect(redis).not.toHaveProperty('ports');
    expect(development.volumes).toHaveProperty('redis-data');
    expect(development.networks?.['store']).toEqual({ internal: true });
  });

  test('has Prometheus and Grafana for those who ask for them, and without a way to change anything', () => {
    const { prometheus, grafana } = development.services;
    for (const service of [prometheus, grafana]) {
      expect(service?.profiles).toEqual(['observability']);
      for (const volume of service?.volumes ?? []) {
        expect(volume).toMatch(/^\.\/observability\/.*:ro$|^(prometheus|grafana)-data:/);
      }
    }
    expect(grafana?.environment).toMatchObject({
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
      GF_AUTH_BASIC_ENABLED: 'false',
      GF_AUTH_DISABLE_LOGIN_FORM: 'true',
      GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
    });
    expect(prometheus?.command).not.toContain('--web.enable-lifecycle');
  });

  test('lets nobody but Prometheus at the admin ports, in a network of their own', () => {
    expect(development.networks?.['admin']).toEqual({ internal: true });
    const inside = services.filter(([, service]) => 'admin' in networksOf(service));
    expect(inside.map(([name]) => name).toSorted()).toEqual([...apps, 'prometheus'].toSorted());
    for (const app of apps) {
      const adminPort = findAdminPort(app);
      const published = development.services[app]?.ports ?? [];
      expect(published.filter((port) => port.endsWith(`:${adminPort}`))).toEqual([]);
    }
    for (const [name, service] of services) {
      if (['prometheus', 'grafana'].includes(name)) {
        expect(networksOf(service)).not.toHaveProperty('store');
      }
    }
  });

  test.each(apps)(
    'has %s listen for admin at a name that is known in that network alone',
    (app) => {
      const known = services.flatMap(([name, service]) =>
        Object.entries(networksOf(service)).flatMap(([network, aliases]) =>
          aliases.map((alias) => ({ name, network, alias })),
        ),
      );
      const alias = `${app}-admin`;
      // And for the health check of the image.
      expect(environmentOf(development, app)['ADMIN_HOST']).toBe(`127.0.0.1,${alias}`);
      expect(known.filter((of) => of.alias === alias)).toEqual([
        { name: app, network: 'admin', alias },
      ]);
      expect(Object.keys(development.services)).not.toContain(alias);
      expect(production.services[app]?.networks).toBeUndefined();
      expect(environmentOf(production, app)).not.toHaveProperty('ADMIN_HOST');
    },
  );

  test.each(apps)('lets Prometheus scrape every container of %s', (app) => {
    expect(scrapeJobs.get(`ticketpost-${app}`)).toEqual({
      names: [app],
      type: 'A',
      port: Number(findAdminPort(app)),
      refresh_interval: expect.any(String),
    });
  });

  test('leads Grafana to Prometheus and to its boards', () => {
    const { prometheus, grafana } = development.services;
    const sources = readYaml('observability/grafana/provisioning/datasources/prometheus.yml') as {
      datasources: { url: string }[];
    };
    const [source] = sources.datasources;
    expect(source?.url).toBe('http://prometheus:9090');
    expect(prometheus?.networks).toEqual(expect.arrayContaining(['boards']));
    expect(grafana?.networks).toEqual(['boards']);
    const boards = readYaml('observability/grafana/provisioning/dashboards/ticketpost.yml') as {
      providers: { options: { path: string } }[];
    };
    const [provider] = boards.providers;
    const path = provider?.options.path ?? '';
    expect(grafana?.volumes).toContain(`./observability/grafana/dashboards:${path}:ro`);
    expect(grafana?.environment?.['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH']).toBe(
      `${path}/ticketpost.json`,
    );
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
