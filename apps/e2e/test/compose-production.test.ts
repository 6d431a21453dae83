import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  apps,
  development,
  developmentFile,
  environmentOf,
  findDevelopmentSecrets,
  findRequiredVariables,
  production,
  productionFile,
  runRefused,
} from './compose-apps.ts';
import { readRepositoryFile, repositoryPath } from './compose-file.ts';
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
    expect(Object.keys(environmentOf(production, app)).toSorted()).toEqual(
      findKnownVariables(app)
        .filter((name) => !fixedVariables.includes(name))
        .toSorted(),
    );
  });

  test.each(apps)(
    'requires of %s all that the development file made up, or turns it off',
    (app) => {
      const mail = app === 'worker' ? ['MAIL_FROM', 'SMTP_URL'] : [];
      const madeUp = findDevelopmentSecrets(app).filter(
        (name) => !secretsOfWhatIsOff.includes(name),
      );
      expect(findRequiredVariables(app)).toEqual([...madeUp, ...mail].toSorted());
      for (const name of secretsOfWhatIsOff) {
        const value = environmentOf(production, app)[name];
        expect([undefined, `\${${name}:-}`]).toContain(value);
      }
    },
  );

  test('loosens nothing and starts no inbox', () => {
    const { mailpit, redis, prometheus, grafana, ...others } = production.services;
    expect(mailpit).toEqual({ profiles: ['development'] });
    expect(Object.keys(redis ?? {}).toSorted()).toEqual(
      ['entrypoint', 'environment', 'image'].toSorted(),
    );
    for (const service of [prometheus, grafana])
      expect(Object.keys(service ?? {})).toEqual(['image']);
    expect(Object.keys(others).toSorted()).toEqual([...apps].toSorted());
    for (const service of Object.values(others)) {
      expect(Object.keys(service).toSorted()).toEqual(['build', 'environment']);
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
    for (const app of apps) {
      const password = `REDIS_${app.toUpperCase()}_PASSWORD`;
      expect(findReferences(redis?.environment?.[password] ?? '')).toMatchObject([
        { name: password, isRequired: true },
      ]);
      const url = environmentOf(production, app)['REDIS_URL'] ?? '';
      expect(interpolate(url, { [password]: 'secret' })).toBe(`redis://${app}:secret@redis:6379`);
      expect(interpolate(url, { REDIS_URL: 'rediss://elsewhere' })).toBe('rediss://elsewhere');
    }
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
    // Without SMTP_URL a worker takes the mail server of its own machine: only compose asks for it.
    expect(await runRefused(app, environment)).toEqual({
      code: configurationExitCode,
      refused: [
        // Compose cannot tell that somebody logs in by OIDC: the dashboard itself asks for its users.
        ...(app === 'dashboard' ? ['DASHBOARD_USERS'] : []),
        ...findRequiredVariables(app).filter((name) => name !== 'SMTP_URL'),
      ].toSorted(),
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
