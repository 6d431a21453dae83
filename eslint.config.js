import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { mayImport } from './scripts/may-import.mjs';

/** Rooms whose sources may touch neither files, nor the network, nor the process. */
const withoutInputAndOutput = new Set(['packages/schema', 'packages/email']);

const rooms = Object.keys(mayImport);
const nameOf = (room) => room.split('/')[1];

function importRules(room, allowed, { inputAndOutput }) {
  const others = rooms.filter((other) => other !== room).map(nameOf);
  const patterns = [
    {
      regex: `^@ticketpost/(?!(${allowed.join('|')})$)`,
      message: `${room} may import ${allowed.join(', ') || 'none of our packages'}, each by its package name alone.`,
    },
    {
      regex: `^\\.\\./.*(^|/)(${others.join('|')})/(src|test|dist)(/|$)`,
      message: 'Import another package by its name, never by a path.',
    },
  ];
  if (!inputAndOutput) {
    patterns.push({
      regex: '^node:(?!(buffer|crypto)$)',
      message: `${room} does no input or output: take the value as an argument.`,
    });
  }
  return { 'no-restricted-imports': ['error', { patterns }] };
}

const importBoundaries = rooms.flatMap((room) => [
  {
    files: [`${room}/src/**/*.ts`],
    rules: importRules(room, mayImport[room], {
      inputAndOutput: !withoutInputAndOutput.has(room),
    }),
  },
  {
    files: [`${room}/test/**/*.ts`],
    rules: importRules(room, [...mayImport[room], nameOf(room), 'testkit'], {
      inputAndOutput: true,
    }),
  },
]);

const environmentIsReadOnce = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only main.ts hands the environment on, to config.ts.',
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/src/generated/']),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'Buffer', 'URL'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['apps/dashboard/assets/**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'addEventListener',
          'clearTimeout',
          'CSS',
          'document',
          'EventSource',
          'fetch',
          'location',
          'setTimeout',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', environmentIsReadOnce],
    },
  },
  {
    files: [
      '**/main.ts',
      '**/test/**',
      'bench/**',
      'scripts/**',
      'apps/local/**',
      'packages/testkit/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/local/**', 'apps/e2e/src/**/main.ts', 'bench/**', 'scripts/**'],
    rules: { 'no-console': 'off' },
  },
  importBoundaries,
);
