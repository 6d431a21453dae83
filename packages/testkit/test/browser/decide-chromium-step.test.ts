import { expect, test } from '@jest/globals';
import { planChromiumInstall } from '../../src/browser/chromium-install-plans.ts';
import {
  type ChromiumFacts,
  type ChromiumStep,
  decideChromiumStep,
} from '../../src/browser/decide-chromium-step.ts';

const lookUp = (fact: Extract<ChromiumStep, { kind: 'look-up' }>['fact']): ChromiumStep => ({
  kind: 'look-up',
  fact,
});
const giveUp: ChromiumStep = { kind: 'give-up' };
const install = (
  missing: Parameters<typeof planChromiumInstall>[0],
  through: 'directly' | 'sudo',
): unknown => ({ kind: 'install', plan: planChromiumInstall(missing)['apt-get'], through });
const program = '/usr/bin/chromium';

const rows: [string, Omit<ChromiumFacts, 'mayInstall'>, unknown][] = [
  ['at first, a browser is looked for', {}, lookUp('program')],
  ['then fonts, with a browser', { program }, lookUp('fonts')],
  ['then fonts, without one too', { program: 'none' }, lookUp('fonts')],
  ['a browser with fonts is used', { program, fonts: 'there' }, { kind: 'use', program }],
  [
    'a browser without fonts leads to the package manager',
    { program, fonts: 'none' },
    lookUp('manager'),
  ],
  [
    'no browser leads to the package manager',
    { program: 'none', fonts: 'there' },
    lookUp('manager'),
  ],
  [
    'root installs what is missing: the fonts',
    { program, fonts: 'none', manager: 'apt-get', privilege: 'root' },
    install({ program: false, fonts: true }, 'directly'),
  ],
  [
    'root installs what is missing: the browser',
    { program: 'none', fonts: 'there', manager: 'apt-get', privilege: 'root' },
    install({ program: true, fonts: false }, 'directly'),
  ],
  [
    'one whom sudo asks nothing installs through it',
    { program: 'none', fonts: 'none', manager: 'apt-get', privilege: 'sudo' },
    install({ program: true, fonts: true }, 'sudo'),
  ],
  [
    'who would be asked does not install',
    { program: 'none', fonts: 'none', manager: 'apt-get', privilege: 'none' },
    giveUp,
  ],
  [
    'a manager whose packages are not known is the end',
    { program: 'none', fonts: 'none', manager: 'apk' },
    giveUp,
  ],
  [
    'an installation that brought no browser is the end',
    { program: 'none', fonts: 'there', manager: 'apt-get', privilege: 'root', installed: 'done' },
    giveUp,
  ],
  [
    'an installation that brought no fonts is the end',
    { program, fonts: 'none', manager: 'apt-get', privilege: 'root', installed: 'failed' },
    giveUp,
  ],
];

test.each(rows)('%s', (_name, facts, expected) => {
  expect(decideChromiumStep({ mayInstall: true, ...facts })).toEqual(expected);
});

test('nothing is installed when that is not wanted', () => {
  expect(decideChromiumStep({ mayInstall: false, program: 'none', fonts: 'none' })).toEqual(giveUp);
});
