/** The package managers in the order they are looked for. */
export const packageManagers = ['apt-get', 'dnf', 'apk', 'brew'] as const;

export type PackageManager = (typeof packageManagers)[number];
export type Command = readonly [string, ...string[]];

/** How a package manager gets a program: the commands, in the order to run them. */
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

/** A plan for each manager that has the program. */
export type InstallPlans = Readonly<Partial<Record<PackageManager, InstallPlan>>>;

/** A command of Debian's manager that asks nothing and waits for another one to finish. */
export function aptGet(...args: readonly string[]): Command {
  return [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...args,
  ];
}
