import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isMap, isScalar, parse, parseDocument } from 'yaml';
import { root } from '../project.mjs';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const workspaceText = read('pnpm-workspace.yaml');
const workspace = parse(workspaceText) as {
  frozenLockfile?: boolean;
  minimumReleaseAge?: number;
  minimumReleaseAgeExclude?: string[];
  blockExoticSubdeps?: boolean;
  dangerouslyAllowAllBuilds?: boolean;
  allowBuilds: Record<string, boolean>;
  catalog: Record<string, string>;
};
const lockfileText = read('pnpm-lock.yaml');
const lockfile = parse(lockfileText) as {
  importers: Record<string, Record<string, Record<string, { specifier: string }>>>;
  packages: Record<string, { resolution: Record<string, string> }>;
};

describe('the lockfile', () => {
  test('has every package by its hash, from a registry and from nowhere else', () => {
    const packages = Object.entries(lockfile.packages);
    expect(packages.length).toBeGreaterThan(500);
    for (const [name, { resolution }] of packages) {
      expect([name, Object.keys(resolution)]).toEqual([name, ['integrity']]);
      expect(resolution['integrity']).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    }
  });

  test('names no host, so that each machine asks the registry that is its own', () => {
    expect(lockfileText).not.toMatch(/:\/\/|git\+|git@|codeload|\.tgz/);
  });

  test('holds for every package that is asked for, which is by the catalog or of ours', () => {
    for (const [room, kinds] of Object.entries(lockfile.importers)) {
      for (const [name, { specifier }] of Object.values(kinds).flatMap(
        Object.entries<{ specifier: string }>,
      )) {
        expect([room, name, specifier]).toEqual([
          room,
          name,
          expect.stringMatching(/^(catalog:|workspace:\*)$/),
        ]);
      }
    }
    for (const [name, version] of Object.entries(workspace.catalog)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^[~^]?\d+\.\d+\.\d+$/)]);
    }
  });
});

test('nothing is installed that the lockfile does not say, that is new, or that comes from elsewhere', () => {
  expect(workspace).toMatchObject({ frozenLockfile: true, blockExoticSubdeps: true });
  expect(workspace.minimumReleaseAge).toBeGreaterThanOrEqual(24 * 60);
  expect(workspace.minimumReleaseAgeExclude ?? []).toEqual([]);
  expect(existsSync(join(root, '.npmrc'))).toBe(false);
  expect(existsSync(join(root, '.pnpmfile.cjs'))).toBe(false);
});

describe('scripts that dependencies would run when they are installed', () => {
  const allowBuilds = parseDocument(workspaceText).get('allowBuilds');
  const lines = new Map(
    (isMap(allowBuilds) ? allowBuilds.items : []).map(({ key, value }): [string, string] => [
      String(key),
      isScalar(value) ? (value.comment ?? '').trim() : '',
    ]),
  );

  test('are run of none, and each has a line with the reason', () => {
    expect(workspace).not.toHaveProperty('dangerouslyAllowAllBuilds');
    expect(new Set(Object.values(workspace.allowBuilds))).toEqual(new Set([false]));
    for (const [name, reason] of lines) {
      expect([name, reason.split(' ').length]).toEqual([name, expect.any(Number)]);
      expect(reason).toMatch(/\w+ \w+ \w+/);
    }
  });

  test('are known: whoever has one is in the list', () => {
    const withScript = listInstalled().filter(hasInstallScript);
    expect(withScript.length).toBeGreaterThan(0);
    const names = [...new Set(withScript.map(({ name }) => name))];
    expect(names.filter((name) => !lines.has(name))).toEqual([]);
  });

  test('are listed of nobody who is gone', () => {
    const locked = new Set(Object.keys(lockfile.packages).map((id) => id.replace(/(.)@.*$/, '$1')));
    expect([...lines.keys()].filter((name) => !locked.has(name))).toEqual([]);
  });
});

interface Installed {
  name: string;
  folder: string;
  scripts?: Record<string, string>;
}

/** Every package in pnpm's store of this project. */
function listInstalled(): Installed[] {
  const store = join(root, 'node_modules', '.pnpm');
  return readdirSync(store)
    .map((entry) => join(store, entry, 'node_modules'))
    .filter((folder) => existsSync(folder))
    .flatMap((modules) =>
      readdirSync(modules)
        .flatMap((name) =>
          name.startsWith('@')
            ? readdirSync(join(modules, name)).map((inner) => join(modules, name, inner))
            : [join(modules, name)],
        )
        .filter((folder) => existsSync(join(folder, 'package.json')))
        .map((folder) => {
          const { name, scripts } = JSON.parse(
            readFileSync(join(folder, 'package.json'), 'utf8'),
          ) as Installed;
          return { name, folder, ...(scripts && { scripts }) };
        }),
    );
}

/** Package managers compile what has a `binding.gyp` even without a script. */
function hasInstallScript({ folder, scripts = {} }: Installed): boolean {
  const names = ['preinstall', 'install', 'postinstall'];
  return names.some((name) => name in scripts) || existsSync(join(folder, 'binding.gyp'));
}
