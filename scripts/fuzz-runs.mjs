/**
 * How often each property of the tests is tried: `FUZZ_RUNS=5000 npx jest … properties` for long runs,
 * by default as often as each test says. Does nothing without the variable: the library is large.
 */
const runs = Number(process.env.FUZZ_RUNS);

if (runs > 0) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ numRuns: runs });
}
