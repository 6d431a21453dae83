import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findMetrics, findPromqlProblems } from './find-promql-problems.ts';
import { findPromtool, runPromtool } from './promtool.ts';

interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; description: string; runbook_url: string };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'observability/prometheus');
const readYaml = (file: string) => parse(readFileSync(join(folder, file), 'utf8')) as unknown;
const { groups } = readYaml('rules.yml') as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { tests } = readYaml('rules.test.yml') as {
  tests: { alert_rule_test: { alertname: string; exp_alerts: object[] }[] }[];
};

/** `TicketpostWorkerPaused` has the page `worker-paused.md`. */
const pageOf = (alert: string) =>
  `docs/runbooks/${alert
    .replace(/^Ticketpost/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()}.md`;

describe.each(rules)('$alert', ({ alert, expr, for: wait, labels, annotations }) => {
  test('asks for what the apps export', () => {
    expect(findPromqlProblems(expr)).toEqual([]);
  });

  test('says how urgent it is and what it means, in plain words', () => {
    expect(alert).toMatch(/^Ticketpost[A-Z]\w+$/);
    expect(wait).toMatch(/^[1-9]\d*[smh]$/);
    expect(labels).toEqual({ severity: expect.stringMatching(/^(critical|warning)$/) });
    expect(annotations.summary.length).toBeGreaterThan(10);
    expect(annotations.description).toMatch(/\.$/);
    expect(annotations.description).not.toContain('ticketpost_');
  });

  test('has a runbook that says how to look, how to end it, and how to see it ended', () => {
    expect(annotations.runbook_url).toBe(pageOf(alert));
    const page = readFileSync(join(root, annotations.runbook_url), 'utf8');
    expect([...page.matchAll(/^##? (.*)$/gm)].map(([, heading]) => heading).slice(1)).toEqual([
      'What it means',
      'Who is hurt',
      'Look',
      'End it',
      'See that it ended',
    ]);
  });

  test('is proved to fire', () => {
    const expected = tests
      .flatMap(({ alert_rule_test: cases }) => cases)
      .filter(({ alertname, exp_alerts: alerts }) => alertname === alert && alerts.length > 0);
    expect(expected.length).toBeGreaterThan(0);
  });
});

test('no two alerts have the same name, and each runbook has its alert', () => {
  const names = rules.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  const pages = readdirSync(join(root, 'docs/runbooks')).filter((page) => page !== 'README.md');
  expect(pages.toSorted()).toEqual(
    names.map((alert) => pageOf(alert).replace('docs/runbooks/', '')).toSorted(),
  );
  const overview = readFileSync(join(root, 'docs/runbooks/README.md'), 'utf8');
  for (const page of pages) expect(overview).toContain(`](${page})`);
});

test('what every dashboard exports alike is made one number', () => {
  const perDashboard = /ticketpost_(queue_jobs|owed_|oldest_|dead_letters|quarantined_|redis_up)/;
  for (const { alert, expr } of rules.filter((rule) => perDashboard.test(rule.expr))) {
    const selectors = expr.match(new RegExp(perDashboard, 'g')) ?? [];
    const made = expr.match(/max without \(instance\) \(ticketpost_/g) ?? [];
    expect({ alert, count: made.length }).toEqual({ alert, count: selectors.length });
  }
});

test('runbooks name metrics, pages and settings that there are', () => {
  const runbooks = readdirSync(join(root, 'docs/runbooks')).map((page) =>
    readFileSync(join(root, 'docs/runbooks', page), 'utf8'),
  );
  const expressions = runbooks.flatMap((page) =>
    [...page.matchAll(/`(ticketpost_[^`]*)`/g)].map(([, expression = '']) => expression),
  );
  expect(expressions.length).toBeGreaterThan(10);
  for (const expression of expressions) expect(findPromqlProblems(expression)).toEqual([]);
  const settings = runbooks.flatMap((page) => page.match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? []);
  const known = ['README.md', '.env.example', 'docker-compose.yml']
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  expect(settings.filter((name) => !known.includes(name))).toEqual([]);
});

test.each([
  ['no PromQL', 'max without (instance (up)', /^at \d+/],
  ['a metric that nobody exports', 'ticketpost_no_such > 1', /no app exports ticketpost_no_such/],
  ['a label that it lacks', 'ticketpost_redis_up{state="x"}', /has no label state/],
  ['a label to group by', 'sum by (reason) (ticketpost_redis_up)', /has a label reason/],
  ['a histogram by its bare name', 'ticketpost_acknowledgement_seconds > 1', /no app exports/],
])('an expression with %s is found out', (_what, expression, problem) => {
  expect(findPromqlProblems(expression).join('\n')).toMatch(problem);
});

test('an expression is read whole', () => {
  expect(
    findMetrics('sum(rate(ticketpost_attempts_total[5m])) / on (job) up offset 5m or vector(0)'),
  ).toEqual(['ticketpost_attempts_total', 'up']);
});

// Prometheus' own word on it, where it is installed: all above holds without it.
const promtool = findPromtool();
if (promtool !== undefined) {
  describe('promtool', () => {
    test.each([
      ['takes the configuration', ['check', 'config', 'prometheus.yml']],
      ['takes the rules', ['check', 'rules', 'rules.yml']],
      ['finds each alert fire and end when it should', ['test', 'rules', 'rules.test.yml']],
    ])('%s', (_what, args) => {
      expect(existsSync(promtool)).toBe(true);
      expect(runPromtool(promtool, args, folder)).toMatchObject({ status: 0 });
    });

    test('finds out an alert that does not fire', () => {
      expect(runPromtool(promtool, ['test', 'rules', 'no-such.yml'], folder).status).not.toBe(0);
    });
  });
}
