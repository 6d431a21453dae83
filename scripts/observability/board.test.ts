import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { findLabels, findMetrics, findPromqlProblems } from './find-promql-problems.ts';
import { listOwnMetrics } from './own-metrics.ts';

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  fieldConfig?: { defaults: { unit: string } };
  targets?: { expr: string; legendFormat: string; datasource: { uid: string } }[];
}

const path = new URL('../../observability/grafana/dashboards/ticketpost.json', import.meta.url);
const board = JSON.parse(readFileSync(fileURLToPath(path), 'utf8')) as {
  uid: string;
  editable: boolean;
  panels: Panel[];
  annotations: { list: { expr: string }[] };
};
const panels = board.panels.filter(({ type }) => type !== 'row');
/** Grafana puts in the time between two points. */
const fillIn = (expr: string) => expr.replaceAll('$__rate_interval', '1m');

describe.each(panels)('$title', ({ description, datasource, fieldConfig, targets = [] }) => {
  test('asks for what the apps export, and names it by labels that it has', () => {
    expect(targets.length).toBeGreaterThan(0);
    for (const { expr, legendFormat } of targets) {
      expect(findPromqlProblems(fillIn(expr))).toEqual([]);
      const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
      expect(findLabels(fillIn(expr))).toEqual(expect.arrayContaining(named));
    }
  });

  test('says what it shows, in a unit, from the source that is provisioned', () => {
    expect(description).toMatch(/\.$/);
    expect(fieldConfig?.defaults.unit).not.toBe('');
    const sources = [datasource, ...targets.map((target) => target.datasource)];
    for (const source of sources) expect(source?.uid).toBe('ticketpost-prometheus');
  });
});

test('the marks of alerts ask for what there is', () => {
  for (const { expr } of board.annotations.list) expect(findPromqlProblems(expr)).toEqual([]);
});

test('no two panels have the same id or name, or lie on one another', () => {
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length);
  expect(new Set(board.panels.map(({ title }) => title)).size).toBe(board.panels.length);
  const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
});

test('every kind of metric that tells of trouble has its place on it', () => {
  const shown = new Set(
    panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => findMetrics(fillIn(expr)))),
  );
  const isShown = (name: string) => [...shown].some((metric) => metric.startsWith(name));
  const missing = listOwnMetrics().filter(({ name }) => !isShown(name));
  expect(missing.map(({ name }) => name).toSorted()).toEqual([
    'ticketpost_booking_requests_total',
    'ticketpost_journal_breaker_open',
    'ticketpost_journal_drained_total',
    'ticketpost_journal_journalled_total',
    'ticketpost_journal_set_aside_entries',
    'ticketpost_journal_usable',
    'ticketpost_key_seals',
    'ticketpost_notifications_total',
    'ticketpost_opened_values_total',
    'ticketpost_printout_failures_total',
    'ticketpost_sealed_values',
    'ticketpost_sealed_values_counted_timestamp_seconds',
    'ticketpost_swept_orders_total',
    'ticketpost_worker_watchdog_total',
  ]);
});
