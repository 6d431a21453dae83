import { aptGet, type InstallPlans } from '../system-packages/install-plan.ts';

export const chromiumPackages = ['chromium'] as const;

/**
 * The smallest of Debian's packages that together write the mails' languages: Liberation has the
 * widths of Arial, DejaVu has Arabic, WenQuanYi Micro Hei has Chinese; 4 MB in all.
 */
export const fontPackages = [
  'fontconfig',
  'fonts-liberation',
  'fonts-dejavu-core',
  'fonts-wqy-microhei',
] as const;

/** How what is missing is got; by Debian's manager alone, the others' packages differ too much. */
export function planChromiumInstall(missing: { program: boolean; fonts: boolean }): InstallPlans {
  const packages = [
    ...(missing.program ? chromiumPackages : []),
    ...(missing.fonts ? fontPackages : []),
  ];
  return {
    'apt-get': {
      manager: 'apt-get',
      asRoot: true,
      prepare: [aptGet('update')],
      install: [aptGet('install', '-y', '--no-install-recommends', ...packages)],
      tidy: [],
    },
  };
}
