import { expect, test } from '@jest/globals';
import type { AuditEntry } from '@ticketpost/operations';
import { exportAudit, type ExportFormat } from '../../src/audit/audit-export.ts';

const entry: AuditEntry = {
  id: '1-0',
  at: '2026-01-02T03:04:05.000Z',
  action: 'resend',
  by: 'olga',
  role: 'operator',
  via: 'dashboard',
  orderNo: 'ORDER-1',
  why: 'traveller@example.com said "no mail",\nso again',
  outcome: 'queued',
};

async function textOf(format: ExportFormat, entries: readonly AuditEntry[]): Promise<string> {
  async function* walk() {
    yield* await Promise.resolve(entries);
  }
  let text = '';
  for await (const piece of exportAudit(walk(), format)) text += piece;
  return text;
}

test('CSV quotes what it must and masks mailboxes', async () => {
  expect(await textOf('csv', [entry])).toBe(
    'at,id,by,role,via,action,orderNo,deliveryId,detail,why,outcome\r\n' +
      '2026-01-02T03:04:05.000Z,1-0,olga,operator,dashboard,resend,ORDER-1,,,' +
      '"t•••@example.com said ""no mail"",\nso again",queued\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])(
  'CSV makes %j no formula',
  async (why) => {
    expect(await textOf('csv', [{ ...entry, why }])).toContain(`,'${why},`);
  },
);

test('NDJSON is one object a line, without line ends in it', async () => {
  const lines = (await textOf('ndjson', [entry, entry])).split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: '1-0', by: 'olga', outcome: 'queued' });
});

test('CSV of nothing is its header', async () => {
  expect(await textOf('csv', [])).toMatch(/^at,.*\r\n$/);
});
