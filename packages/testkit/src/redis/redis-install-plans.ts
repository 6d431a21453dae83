import { aptGet, type InstallPlans } from '../system-packages/install-plan.ts';

/**
 * Debian's package starts a server of its own and at every boot. It was not there before us, so
 * its service is stopped and switched off again with the system's own commands; the policy of the
 * machine (`policy-rc.d`) is left alone. The other systems' packages start nothing.
 */
const switchOffDebianService = [
  'if [ -d /run/systemd/system ]; then systemctl disable --now redis-server;',
  'else service redis-server stop; update-rc.d redis-server disable; fi',
].join(' ');

/** How each package manager gets a Redis server. */
export const redisInstallPlans = {
  'apt-get': {
    manager: 'apt-get',
    asRoot: true,
    prepare: [aptGet('update')],
    install: [aptGet('install', '-y', '--no-install-recommends', 'redis-server')],
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
} as const satisfies InstallPlans;
