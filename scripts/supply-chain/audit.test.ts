import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { judgeAudit } from './judge-audit.ts';
import { runPnpm } from './run-pnpm.ts';

const id = 'GHSA-aaaa-bbbb-cccc';
const today = new Date('2026-11-24T12:00:00Z');
const advisory = (severity: string) => ({
  id: 1,
  url: `https://github.com/advisories/${id}`,
  title: 'a weakness',
  severity,
  vulnerable_versions: '*',
  cwe: ['CWE-1'],
  cvss: { score: 7.5, vectorString: null },
});

describe('pnpm, asked with a registry of the test', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
  });
  /** The audit of this very lockfile, where the registry answers so. */
  const audit = async (status: number, body: unknown) => {
    const answering = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    server = answering;
    await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
    const { port } = answering.address() as AddressInfo;
    return runPnpm(['audit', '--json', `--registry=http://127.0.0.1:${port}`]);
  };
  const judge = (result: Awaited<ReturnType<typeof audit>>) =>
    judgeAudit(result, { ignored: [], today });

  test('that knows of nothing, passes', async () => {
    expect(judge(await audit(200, {}))).toMatchObject({ kind: 'passed', known: [] });
  });

  test.each(['high', 'critical'])('that knows of a %s weakness, fails', async (severity) => {
    expect(judge(await audit(200, { bullmq: [advisory(severity)] }))).toEqual({
      kind: 'failed',
      problems: [expect.stringMatching(`^${severity}: bullmq \\S+, in production: a weakness`)],
    });
  });

  test.each(['low', 'moderate'])('that knows of a %s one, passes and tells', async (severity) => {
    expect(judge(await audit(200, { jest: [advisory(severity)] }))).toMatchObject({
      kind: 'passed',
      known: [expect.stringMatching(`^${severity}: jest \\S+, for development`)],
    });
  });

  test.each([
    [405, ''],
    [404, '{}'],
    [200, '<html>no registry</html>'],
  ])('that does not answer audits (%i %j), says so', async (status, body) => {
    expect(judge(await audit(status, body))).toEqual({
      kind: 'not_answered',
      why: expect.stringMatching(/\w/),
    });
  });
});

describe('an advisory that is ignored', () => {
  const report = (severity: string, isThere = true) => ({
    code: 1,
    errors: '',
    output: JSON.stringify({
      advisories: isThere
        ? {
            1: {
              ...advisory(severity),
              module_name: 'one',
              github_advisory_id: id,
              findings: [{ version: '1.0.0', dev: false }],
            },
          }
        : {},
      metadata: { totalDependencies: 10 },
    }),
  });
  const judge = (until: string, isThere = true) =>
    judgeAudit(report('critical', isThere), {
      ignored: [{ id, reason: 'not reached by us', until }],
      today,
    });

  test.each(['2026-11-24', '2026-12-01', '2027-02-20'])('passes until %s is over', (until) => {
    expect(judge(until)).toMatchObject({ kind: 'passed', known: [expect.any(String)] });
  });

  test.each(['2026-11-23', 'for ever', ''])('fails again when %j is over', (until) => {
    expect(judge(until)).toMatchObject({
      problems: [expect.stringMatching(/^critical: one/), expect.stringMatching(/look again$/)],
    });
  });

  test('fails when it is ignored for long, or concerns nothing any more', () => {
    expect(judge('2027-06-01')).toMatchObject({ problems: [expect.stringContaining('90 days')] });
    expect(judge('2026-12-01', false)).toMatchObject({
      problems: [expect.stringContaining('no dependency any more')],
    });
  });
});
