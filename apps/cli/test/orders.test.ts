import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newOrderNo } from '@ticketpost/testkit';
import { json, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let orderNo: string;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  orderNo = newOrderNo();
});

const timelineOf = async () => (await system.ledger.read(orderNo))?.timeline ?? [];
const audited = async () => {
  const { entries } = json(await system.run('audit', 'list', '--json')) as { entries: object[] };
  return entries;
};

describe('order', () => {
  test.each([
    ['its number', () => orderNo],
    ['a booking reference', () => 'QWERTY'],
    ['a delivery', () => '00000000-0000-4000-8000-000000000001'],
  ])('is found by %s, and says in one sentence how it stands', async (_by, what) => {
    await system.sendOrder(orderNo, ['QWERTY']);
    const run = await system.run('order', what());
    expect(run.exitCode).toBe(0);
    const [number, sentence] = run.output.split('\n');
    expect(number).toBe(orderNo);
    expect(sentence).toMatch(/^Sent on 24 Nov 2026, 08:01 UTC, to m•+@example\.com, accepted/);
    expect(run.output).toMatch(/\n\S+Z +received +type order\.ticketed, delivery 0000/);
    expect(run.output).not.toContain('mia@');
  });

  test('has stable fields in JSON, with masked mailboxes', async () => {
    await system.sendOrder(orderNo);
    const run = await system.run('order', orderNo, '--json');
    expect(json(run)).toEqual({
      orders: [{ orderNo, state: 'sent', at: expect.any(String) }],
      order: {
        orderNo,
        state: 'sent',
        summary: expect.stringMatching(/^Sent on/),
        confirmations: [
          {
            ticketSetId: expect.any(String),
            state: 'sent',
            attempts: 1,
            recipient: expect.stringMatching(/^m•+@example\.com$/),
            messageId: '<1@example.com>',
            sentAt: '2026-11-24T08:01:00.000Z',
            lastAnswer: expect.stringContaining('250 2.0.0 Ok'),
          },
        ],
        timeline: [
          expect.objectContaining({ event: 'received', type: 'order.ticketed' }),
          expect.objectContaining({ event: 'sent', recipient: expect.stringContaining('•') }),
        ],
        deadLetters: [],
      },
    });
    expect(run.output).not.toContain('mia@');
  });

  test('with a broken entry is told even so', async () => {
    await system.ledger.record(orderNo, { event: 'paused' });
    await system.redis.hset(`ticketpost:order:${orderNo}`, 'entry:1', '{"event":');
    const run = await system.run('order', orderNo);
    expect(run.exitCode).toBe(0);
    expect(run.output).toMatch(/\bunreadable\b/);
  });

  test('that waits says why and what to do', async () => {
    const deliveryId = 'delivery-1';
    const entry = { event: 'received', deliveryId } as const;
    const claiming = await system.ledger.claim({ orderNo, ticketSetId: 'b', deliveryId, entry });
    if (claiming.kind !== 'claimed') throw new Error('expected a claim');
    await system.ledger.giveUp(
      claiming.claim,
      { state: 'no_recipient', held: { orderNo } },
      { event: 'no_recipient', steps: ['booking:none'] },
    );
    const { output } = await system.run('order', orderNo);
    expect(output).toContain("Waiting: nobody has told us the traveller's address.");
    expect(output).toContain('\n→ ');
  });

  test('of which several are found lists them, page by page', async () => {
    const numbers = [newOrderNo(), newOrderNo(), newOrderNo()];
    for (const number of numbers) await system.sendOrder(number, ['QWERTY']);
    const first = await system.run('order', 'QWERTY', '--limit', '2', '--json');
    const page = json(first) as { orders: { orderNo: string }[]; next: string };
    expect(page.orders).toHaveLength(2);
    expect(page).not.toHaveProperty('order');
    const second = await system.run('order', 'QWERTY', '--after', page.next, '--json');
    const rest = json(second) as { orders: { orderNo: string }[] };
    expect([...page.orders, ...rest.orders].map((order) => order.orderNo).sort()).toEqual(
      numbers.sort(),
    );
    const { output, remarks } = await system.run('order', 'QWERTY', '--limit', '2');
    expect(output).toMatch(/^ORDER +STATE +LAST CHANGE\n/);
    expect(remarks.join()).toContain('--after');
  });

  test('that nobody knows exits with 1', async () => {
    const run = await system.run('order', 'NOBODY', '--json');
    expect({ exitCode: run.exitCode, answer: json(run) }).toEqual({
      exitCode: 1,
      answer: { orders: [] },
    });
  });

  test('whose delivery is in quarantine says so', async () => {
    await system.keep('delivery-in-quarantine', '{}');
    const run = await system.run('order', 'delivery-in-quarantine');
    expect(run.exitCode).toBe(0);
    expect(run.remarks.join()).toContain('quarantine');
  });

  test('whose number holds what a terminal would obey shows it in letters', async () => {
    const odd = 'A\u001b[31mB/<b>';
    await system.sendOrder(odd);
    const { output } = await system.run('order', odd);
    expect(output).toContain('A\\u001b[31mB/<b>');
    expect(output).not.toContain('\u001b');
  });
});

describe('redrive', () => {
  const redrive = (...args: string[]) => system.run('redrive', ...args, '--why', 'she called');

  test('puts dead letters back, and is audited', async () => {
    await system.makeDeadLetters({ 'delivery-1': 'mailbox_refused: nobody there' });
    const known = 'ABCDE20260102030405678';
    await system.ledger.record(known, { event: 'dead', deliveryId: 'delivery-1' });
    const run = await redrive(known, '--json', '--by', 'vera');
    expect({ exitCode: run.exitCode, answer: json(run) }).toEqual({
      exitCode: 0,
      answer: { orderNo: known, outcome: 'redriven', deliveryIds: ['delivery-1'] },
    });
    expect(await audited()).toEqual([
      expect.objectContaining({
        action: 'redrive',
        by: 'vera',
        via: 'cli',
        why: 'she called',
        orderNo: known,
        outcome: 'redriven',
      }),
    ]);
  });

  test.each([
    ['sent', 'nothing_to_redrive'],
    ['unknown', 'not_found'],
  ])('does nothing to an order that is %s', async (what, outcome) => {
    if (what === 'sent') await system.sendOrder(orderNo);
    const run = await redrive(orderNo, '--json');
    expect(run.exitCode).toBe(1);
    expect((json(run) as { outcome: string }).outcome).toMatch(
      new RegExp(`^(${outcome}|already_sent)$`),
    );
    expect((await redrive(orderNo)).output).toContain(orderNo);
  });

  test('wants to know why', async () => {
    const { exitCode, output } = await system.run('redrive', orderNo);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });
});

describe('resend', () => {
  test('queues a copy for the traveller, or for another address', async () => {
    await system.sendOrder(orderNo);
    for (const more of [[], ['--to', 'partner@example.com']]) {
      const run = await system.run('resend', orderNo, '--why', 'lost', ...more, '--json');
      expect({ exitCode: run.exitCode, answer: json(run) }).toEqual({
        exitCode: 0,
        answer: { orderNo, outcome: 'queued', deliveryId: expect.any(String) },
      });
    }
    expect((await timelineOf()).map(({ event }) => event)).toContain('resent');
    expect(JSON.stringify(await audited())).not.toContain('partner@');
  });

  test.each([
    ['a bad address', ['--to', 'nobody'], 'invalid_address'],
    ['an order that nobody knows', [], 'not_found'],
  ])('refuses %s', async (what, more, outcome) => {
    if (what === 'a bad address') await system.sendOrder(orderNo);
    const run = await system.run('resend', orderNo, '--why', 'lost', ...more, '--json');
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({ orderNo, outcome });
  });
});

describe('erase', () => {
  test('asks, and forgets', async () => {
    await system.sendOrder(orderNo);
    const args = ['erase', orderNo, '--why', 'she asked', '--json'];
    const no = await system.runWith({ answer: false }, ...args);
    expect({ exitCode: no.exitCode, answer: json(no) }).toEqual({
      exitCode: 1,
      answer: { orderNo, outcome: 'declined' },
    });
    expect((await system.ledger.read(orderNo))?.isErased).toBeUndefined();
    const yes = await system.runWith({ answer: true }, ...args);
    expect(yes.questions[0]).toContain(orderNo);
    expect({ exitCode: yes.exitCode, answer: json(yes) }).toEqual({
      exitCode: 0,
      answer: { orderNo, outcome: 'erased' },
    });
    expect((await system.ledger.read(orderNo))?.isErased).toBe(true);
  });

  test('where nobody can be asked wants a --yes', async () => {
    await system.sendOrder(orderNo);
    expect((await system.run('erase', orderNo, '--why', 'x')).exitCode).toBe(2);
    expect((await system.run('erase', orderNo, '--why', 'x', '--yes')).exitCode).toBe(0);
  });

  test('of what nobody knows says how it is done even so', async () => {
    const args = ['erase', orderNo, '--why', 'she asked', '--yes'];
    const refused = await system.run(...args);
    expect({ exitCode: refused.exitCode, output: refused.output }).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('--even-if-unknown'),
    });
    expect((await system.run(...args, '--even-if-unknown')).exitCode).toBe(0);
    expect((await system.ledger.read(orderNo))?.isErased).toBe(true);
  });
});

describe('export', () => {
  test('prints all that is held, as JSON', async () => {
    await system.sendOrder(orderNo);
    const run = await system.run('export', orderNo, '--why', 'she asked', '--by', 'vera');
    expect({ exitCode: run.exitCode, held: json(run) }).toMatchObject({
      exitCode: 0,
      held: { v: 1, orderNo, state: 'sent', confirmations: [{ state: 'sent' }] },
    });
    expect((await system.run('audit', 'list')).output).toMatch(/vera.*export.*exported.*she asked/);
  });

  test('of what nobody knows is none', async () => {
    const run = await system.run('export', orderNo);
    expect([run.exitCode, run.output]).toEqual([1, '']);
  });
});

describe('audit', () => {
  const act = async (times: number) => {
    for (let n = 0; n < times; n += 1) {
      await system.run('redrive', `ORDER${n}`, '--why', `reason ${n}`, '--by', 'vera');
    }
  };

  test('list shows the newest first, page by page', async () => {
    await act(3);
    const first = json(await system.run('audit', 'list', '--limit', '2', '--json')) as {
      entries: { orderNo: string }[];
      next: string;
    };
    expect(first.entries.map((entry) => entry.orderNo)).toEqual(['ORDER2', 'ORDER1']);
    const second = await system.run('audit', 'list', '--before', first.next, '--json');
    expect(json(second)).toMatchObject({ entries: [{ orderNo: 'ORDER0' }] });
    const { output, remarks } = await system.run('audit', 'list', '--limit', '2');
    expect(output).toMatch(/vera \(cli\) +redrive +ORDER2 +not_found +reason 2/);
    expect(remarks.join()).toContain('--before');
  });

  test('export prints the oldest first, one object a line', async () => {
    await act(3);
    const { output } = await system.run('audit', 'export');
    const entries = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(entries).toMatchObject([
      { orderNo: 'ORDER0' },
      { orderNo: 'ORDER1' },
      { orderNo: 'ORDER2' },
    ]);
  });
});

describe('evidence', () => {
  const deliveryId = '00000000-0000-4000-8000-000000000002';

  test('is printed as text, or in JSON', async () => {
    await system.keep(deliveryId, 'no JSON');
    const run = await system.run('evidence', deliveryId, '--why', 'they asked', '--by', 'vera');
    expect(run.exitCode).toBe(0);
    expect(run.output).toContain(deliveryId);
    expect((await system.run('audit', 'list')).output).toMatch(
      /vera \(cli\) +evidence +\S+ +found +they asked/,
    );
    expect(json(await system.run('evidence', deliveryId, '--json'))).toMatchObject({
      v: 1,
      deliveryId,
      standing: 'quarantined',
    });
  });

  test('of nothing exits with 1', async () => {
    const run = await system.run('evidence', deliveryId, '--json');
    expect({ exitCode: run.exitCode, answer: json(run) }).toEqual({
      exitCode: 1,
      answer: { deliveryId, outcome: 'not_found' },
    });
  });
});

test('the audit log is shown and exported with mailboxes masked', async () => {
  await system.sendOrder(orderNo);
  await system.run('resend', orderNo, '--why', 'partner@example.com asked');
  for (const args of [['list'], ['list', '--json'], ['export']]) {
    const { output } = await system.run('audit', ...args);
    expect([args, output]).toEqual([args, expect.stringContaining('p•••@example.com asked')]);
  }
});

test('an order is told with nothing personal in the answers of the mail server', async () => {
  await system.sendOrder(orderNo);
  const more = { event: 'deferred', sealed: { answer: '450 4.2.1 mia is over quota' } } as const;
  await system.ledger.record(orderNo, more);
  for (const args of [[], ['--json']]) {
    const { output } = await system.run('order', orderNo, ...args);
    expect(output).toContain('450 4.2.1 ••• is over quota');
  }
});
