import { describe, expect, it } from '@jest/globals';
import { parseOptions } from '../src/options.ts';

const defaults = { once: false, workers: 1, form: 'built', verbose: false };

describe('parseOptions', () => {
  it.each([
    ['nothing', [], defaults],
    ['--once', ['--once'], { ...defaults, once: true }],
    ['--watch', ['--watch'], { ...defaults, form: 'watched' }],
    ['--workers 4', ['--workers', '4'], { ...defaults, workers: 4 }],
    ['--workers=16', ['--workers=16'], { ...defaults, workers: 16 }],
    ['--data with a space', ['--data', 'my data'], { ...defaults, data: 'my data' }],
    ['--once --verbose', ['--once', '--verbose'], { ...defaults, once: true, verbose: true }],
  ])('reads %s', (_name, argv, options) => {
    expect(parseOptions(argv)).toEqual({ kind: 'run', options });
  });

  it.each([
    ['an unknown option', ['--onec'], '--onec'],
    ['no worker', ['--workers', '0'], '--workers'],
    ['17 workers', ['--workers', '17'], '--workers'],
    ['half a worker', ['--workers', '1.5'], '--workers'],
    ['workers without a number', ['--workers'], '--workers'],
    ['a word too many', ['start'], 'arguments'],
  ])('refuses %s and names it', (_name, argv, named) => {
    const reading = parseOptions(argv);
    expect(reading).toMatchObject({ kind: 'end', exitCode: 1 });
    expect(reading).toHaveProperty('text', expect.stringContaining(named));
  });

  it('ends well when asked for help', () => {
    expect(parseOptions(['--help'])).toMatchObject({ kind: 'end', exitCode: 0 });
  });
});
