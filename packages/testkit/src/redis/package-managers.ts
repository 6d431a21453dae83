/** How a system installs a Redis server: the commands, in the order to run them. */
export interface InstallPlan {
  /** Named in the announcement. */
  manager: PackageManager;
  /** Whether the manager must run as root; the others refuse to. */
  asRoot: boolean;
  /** A failure (one broken package source among many) is told, but the rest is tried all the same. */
  prepare: readonly Command[];
  /** Packages differ between releases: each is tried until one succeeds. */
  install: readonly Command[];
  /** Undoes what the package did unasked; a failure here changes nothing. */
  tidy: readonly Command[];
}

export type PackageManager = 'apt-get' | 'dnf' | 'apk' | 'brew';
export type Command = readonly [string, ...string[]];

const apt = (...args: string[]): Command => [
  'env',
  'DEBIAN_FRONTEND=noninteractive',
  'apt-get',
  '-o',
  'DPkg::Lock::Timeout=120',
  ...args,
];

/**
 * Debian's package starts a server of its own and at every boot. It was not there before us, so
 * its service is stopped and switched off again with the system's own commands; the policy of the
 * machine (`policy-rc.d`) is left alone. The other systems' packages start nothing.
 */
const switchOffDebianService = [
  'if [ -d /run/systemd/system ]; then systemctl disable --now redis-server;',
  'else service redis-server stop; update-rc.d redis-server disable; fi',
].join(' ');

export const installPlans: Readonly<Record<PackageManager, InstallPlan>> = {
  'apt-get': {
    manager: 'apt-get',
    asRoot: true,
    prepare: [apt('update')],
    install: [apt('install', '-y', '--no-install-recommends', 'redis-server')],
    tidy: [['sh', '-c', switchOffDebianService]],
  },
  dnf: {
    manager: 'dnf',
    asRoot: true,
    prepare: [],
    install: [
      ['dnf', 'install', '-y', '--setopt=install_weak_deps=False', 'valkey'],
      ['dnf', 'install', '-y', '--setopt=install_weak_deps=False', 'redis'],
    ],
    tidy: [],
  },
  apk: {
    manager: 'apk',
    asRoot: true,
    prepare: [],
    install: [
      ['apk', 'add', '--no-cache', 'redis'],
      ['apk', 'add', '--no-cache', 'valkey'],
    ],
    tidy: [],
  },
  brew: {
    manager: 'brew',
    asRoot: false,
    prepare: [],
    install: [['env', 'NONINTERACTIVE=1', 'brew', 'install', 'redis']],
    tidy: [],
  },
};

/** The managers in the order they are looked for. */
export const packageManagers = Object.keys(installPlans) as PackageManager[];
