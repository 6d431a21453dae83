/** Shared by both projects: sources without a build, ES modules, one Redis server per file. */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  setupFiles: ['<rootDir>/scripts/fuzz-runs.mjs'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{packages,apps}/*/test/**/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/apps/e2e/'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/apps/e2e/test/**/*.test.ts'],
    },
  ],
  // Long runs of the properties take as long as they are told to.
  testTimeout: process.env.FUZZ_RUNS === undefined ? 30_000 : 3_600_000,
};
