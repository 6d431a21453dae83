import { describe, expect, test } from '@jest/globals';
import { parseFuzzOptions } from '../../src/fuzz/options.ts';

describe('the options', () => {
  test('have defaults, and name doors', () => {
    expect(parseFuzzOptions(['--only', 'ingest', '--seed', '3', '--minutes', '0.5'])).toMatchObject(
      {
        kind: 'run',
        options: { seed: 3, minutes: 0.5, only: ['ingest'], from: 1 },
      },
    );
  });

  test.each([[['--only', 'worker']], [['--minutes', '0']], [['--from', '0']], [['--rate', '1']]])(
    '%s are refused',
    (argv) => {
      expect(parseFuzzOptions(argv)).toMatchObject({ kind: 'end', exitCode: 1 });
    },
  );
});
