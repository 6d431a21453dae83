import { expect, test } from '@jest/globals';
import { parseOptions } from '../src/options.ts';

test.each([
  ['no argument takes a free port', [], { kind: 'run', port: 0 }],
  ['a port is taken', ['--port', '8080'], { kind: 'run', port: 8080 }],
  ['a wish for help ends well', ['--help'], { kind: 'end', exitCode: 0 }],
  ['a port that is none ends badly', ['--port', '0'], { kind: 'end', exitCode: 1 }],
  ['a port that is too high ends badly', ['--port', '65536'], { kind: 'end', exitCode: 1 }],
  ['an unknown option ends badly', ['--fast'], { kind: 'end', exitCode: 1 }],
  ['an argument that nobody takes ends badly', ['8080'], { kind: 'end', exitCode: 1 }],
])('%s', (_name, argv, expected) => {
  expect(parseOptions(argv)).toMatchObject(expected);
});
