import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  apps,
  development,
  developmentFile,
  environmentOf,
  findDevelopmentSecrets,
  findRequiredVariables,
  findSecretFiles,
  production,
  productionFile,
  runRefused,
} from './compose-apps.ts';
import { readRepositoryFile, repositoryPath, type ComposeMount } from './compose-file.ts';
import { findReferences, interpolate } from './compose-interpolation.ts';
import { findKnownVariables } from './compose-known-variables.ts';

/** `EX_CONFIG` of sysexits(3). */
const configurationExitCode = 78;

/** Decided by the images, or bound to another line of the compose file, in production as well. */
const fixedVariables = ['HOST', 'PORT', 'ADMIN_HOST', 'ADMIN_PORT', 'SHUTDOWN_TIMEOUT_MS'];

/** As the development file has it. */
const nodeImage = interpolate(
  development.services['ingest']?.build?.args?.['NODE_IMAGE'] ?? '',
  {},
);

/** Those that the README marks. */
const secretVariables = [
  ...readRepositoryFile('README.md').matchAll(/^\| `([A-Z_]+)` 🔒 \|/gm),
].map(([, name = '']) => name);

/** Without them the part that they open is off. People may log in to the dashboard by OIDC alone. */
const secretsOfWhatIsOff = ['BOOKINGS_API_KEYS', 'DASHBOARD_USERS'];

describe(productionFile, () => {
  test.each(apps)('runs %s for production, with nothing of the development file left', (app) => {
    const environment = environmentOf(production, app);
    expect(environment['NODE_ENV']).toBe('production');
    expect(Object.keys(environment)).toEqual(
      expect.arrayContaining(
        Object.keys(environmentOf(development, app)).filter(
          (name) => !fixedVariables.includes(name),
        ),
      ),
    );
  });

  test.each(apps)('lets every variable of %s be set that the images do not decide', (app) => {
    const names = Object.keys(environmentOf(production, app)).map((name) =>
      name.replace(/_FILE$/, ''),
    );
    expect([...new Set(names)].toSorted()).toEqual(
      findKnownVariables(app)
        .filter((name) => !fixedVariables.includes(name))
        .toSorted(),
    );
  });

  test.each(apps)('brings %s each secret as a file, and no other variable', (app) => {
    const secrets = new Set(secretVariables);
    const known = findKnownVariables(app).filter((name) => secrets.has(name));
    const environment = environmentOf(production, app);
    expect(Object.keys(findSecretFiles(app)).toSorted()).toEqual(known.toSorted());
    // What the development file gives is taken back.
    for (const name of known) expect([undefined, '']).toContain(environment[name]);
  });

  test.each(apps)(
    'requires of %s all that the development file made up, or turns it off',
    (app) => {
      const mail = app === 'worker' ? ['SMTP_URL'] : [];
      const madeUp = findDevelopmentSecrets(app).filter(
        (name) => !secretsOfWhatIsOff.includes(name),
      );
      expect(findRequiredVariables(app)).toEqual(app === 'worker' ? ['MAIL_FROM'] : []);
      const files = findSecretFiles(app);
      const required = Object.keys(files).filter((name) => files[name] !== '');
      expect(required.toSorted()).toEqual(['REDIS_URL', ...madeUp, ...mail].toSorted());
    },
  );

  test('has each file of a secret in the table of docs/secrets.md', () => {
    const written = [
      ...readRepositoryFile('docs/secrets.md').matchAll(/^\| `[a-z]+` .*$/gm),
    ].join();
    for (const name of apps.flatMap((app) => Object.keys(findSecretFiles(app)))) {
      expect(written).toContain(`\`${name.toLowerCase()}\``);
    }
  });

  test.each([...apps, 'redis'])('mounts the folders that the secrets of %s are in', (name) => {
    const mounts = (production.services[name]?.volumes ?? []) as ComposeMount[];
    const folders = name === 'redis' ? ['redis'] : ['apps', name];
    expect(mounts).toEqual(
      folders.map((folder) => ({
        type: 'bind',
        source: `\${SECRETS_DIR:-./secrets}/${folder}`,
        target: `/run/secrets/${folder}`,
        read_only: true,
        // One that Docker made would be empty.
        bind: { create_host_path: false },
      })),
    );
    const files = Object.values(production.services[name]?.environment ?? {}).filter((value) =>
      value.startsWith('/run/secrets/'),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(mounts.map(({ target }) => target)).toContain(file.replace(/\/[a-z_]+$/, ''));
    }
  });

  test('loosens nothing and starts no inbox', () => {
    const { mailpit, redis, prometheus, grafana, ...others } = production.services;
    expect(mailpit).toEqual({ profiles: ['development'] });
    expect(Object.keys(redis ?? {}).toSorted()).toEqual(
      ['entrypoint', 'environment', 'image', 'volumes'].toSorted(),
    );
    for (const service of [prometheus, grafana])
      expect(Object.keys(service ?? {})).toEqual(['image']);
    expect(Object.keys(others).toSorted()).toEqual([...apps].toSorted());
    for (const service of Object.values(others)) {
      expect(Object.keys(service).toSorted()).toEqual(['build', 'environment', 'volumes']);
      expect(Object.keys(service.build ?? {})).toEqual(['args']);
    }
  });

  const images = Object.entries(production.services).flatMap(
    ([name, { image, build }]): [string, string][] => {
      const named = image ?? build?.args?.['NODE_IMAGE'];
      return named === undefined ? [] : [[name, named]];
    },
  );
  test.each(images)(
    'makes %s of an image that is named by its digest, or not at all',
    (_, image) => {
      // Docker itself refuses what stands behind @ and is no digest.
      expect(image).toMatch(/^[^@]+@\$\{[A-Z]+_DIGEST:\?[^}]+\}$/);
    },
  );

  test('names the images of the development file, and only those that start in production', () => {
    expect(images.map(([name]) => name).toSorted()).toEqual(
      Object.keys(development.services)
        .filter((name) => name !== 'mailpit')
        .toSorted(),
    );
    for (const [name, image] of images) {
      const inDevelopment = development.services[name]?.image ?? nodeImage;
      expect(interpolate(image, {})).toBe(`${inDevelopment}@`);
    }
  });

  test('starts a Redis that nobody reaches without a password, with its users from a file', () => {
    const redis = production.services['redis'];
    expect(redis?.entrypoint).toEqual(['sh', '/etc/ticketpost/redis/start.sh']);
    expect(redis?.environment).toEqual(
      Object.fromEntries(
        apps.map((app) => [
          `REDIS_${app.toUpperCase()}_PASSWORD_FILE`,
          `/run/secrets/redis/${app}_password`,
        ]),
      ),
    );
  });

  test('finds the events again whatever the name of its folder', () => {
    expect(production.name).toBe('ticketpost');
  });
});

describe('.env.example', () => {
  const settings = Object.fromEntries(
    [...readRepositoryFile('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    ),
  );

  test('makes production of every plain docker compose', () => {
    expect(settings['COMPOSE_FILE']).toBe(`${developmentFile}:${productionFile}`);
  });

  test('has every variable that the compose files ask for, and no other', () => {
    const asked = [development, production].flatMap((file) =>
      findReferences(JSON.stringify(file)).map(({ name }) => name),
    );
    expect(Object.keys(settings).toSorted()).toEqual(
      [...new Set(['COMPOSE_FILE', ...asked])].toSorted(),
    );
  });

  test.each(apps)('does not start %s as it stands', async (app) => {
    const environment = Object.fromEntries(
      Object.entries(environmentOf(production, app)).map(([name, value]): [string, string] => [
        name,
        interpolate(value, settings),
      ]),
    );
    const files = Object.keys(environment).filter(
      (name) => name.endsWith('_FILE') && environment[name] !== '',
    );
    expect(files.length).toBeGreaterThan(2);
    expect(await runRefused(app, environment)).toEqual({
      code: configurationExitCode,
      refused: [...files, ...findRequiredVariables(app)].toSorted(),
    });
  });
});

function compose(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH, HOME, DOCKER_CONFIG } = process.env;
  return spawnSync('docker', ['compose', '--env-file', '/dev/null', ...args], {
    cwd: repositoryPath('.'),
    encoding: 'utf8',
    env: { PATH, HOME, DOCKER_CONFIG, ...environment },
  });
}

// Compose's own word on it, where it is installed: everything above holds without Docker.
if (compose(['version']).status === 0) {
  describe('docker compose', () => {
    const both = ['-f', developmentFile, '-f', productionFile, 'config', '-q'];
    const required = findReferences(JSON.stringify(production))
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => name)
      .filter((name, place, all) => all.indexOf(name) === place);
    const digest = `sha256:${'0'.repeat(64)}`;
    const complete = Object.fromEntries(
      required.map((name) => [name, name.endsWith('_DIGEST') ? digest : 'something']),
    );

    test('takes the development file with nothing set', () => {
      expect(compose(['-f', developmentFile, 'config', '-q'])).toMatchObject({ status: 0 });
    });

    test('takes both files with all that is required', () => {
      expect(compose(both, complete)).toMatchObject({ status: 0 });
    });

    test.each(required)('refuses both files without %s', (name) => {
      const { status, stderr } = compose(both, { ...complete, [name]: '' });
      expect(status).not.toBe(0);
      expect(stderr).toContain(name);
    });
  });
}
