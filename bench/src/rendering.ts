import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEmailRenderer, type EmailRenderer, type RenderedEmail } from '@ticketpost/email';
import { createTransport } from 'nodemailer';
import { buildJourney } from './journey.ts';
import { percentile } from './statistics.ts';

const renderings = 2_000;
const renderingsForMemory = 100_000;
const writtenAt = new Date('2026-11-24T08:00:00Z');

const journeys = [
  { name: 'family of three, two flights', passengers: 3, flights: 2, aimMs: 1, aimKb: 60 },
  { name: 'nine passengers, four flights', passengers: 9, flights: 4, aimMs: 5, aimKb: 102 },
];

/**
 * Renderings of confirmations, calendar and JSON-LD included, next to what the mail library needs to
 * write the same mail down; then what a hundred thousand of them leave in memory.
 */
export async function measureRendering(): Promise<string[]> {
  const renderer = createEmailRenderer({
    brand: { name: 'Blue Travel', color: '#0b4a6f', supportEmail: 'help@example.com' },
  });
  const rows = [];
  for (const { name, passengers, flights, aimMs, aimKb } of journeys) {
    const input = { orders: [buildJourney({ passengers, flights })] as const, writtenAt };
    const renderMs: number[] = [];
    const composeMs: number[] = [];
    // One after the other, so that whatever else the machine does strikes both.
    for (let count = 0; count < renderings; count++) {
      const startedAt = performance.now();
      const mail = renderer.render(input);
      renderMs.push(performance.now() - startedAt);
      const renderedAt = performance.now();
      await compose(mail);
      composeMs.push(performance.now() - renderedAt);
    }
    const kb = Buffer.byteLength(renderer.render(input).html) / 1024;
    const [p50, p99] = [percentile(renderMs, 0.5), percentile(renderMs, 0.99)];
    const composed = percentile(composeMs, 0.5);
    rows.push(
      `| ${name} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ≤ ${aimMs} | ${composed.toFixed(2)} | ${(p50 / composed).toFixed(2)} | ${kb.toFixed(1)} | ≤ ${aimKb} |`,
    );
  }
  return [
    `### Rendering, ${renderings} mails each, one core`,
    '',
    '| order | p50 ms | p99 ms | aim, p50 ms | nodemailer builds it, p50 ms | ratio | HTML kB | aim kB |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    measureHeap(renderer),
    '',
  ];
}

const transport = createTransport({ streamTransport: true, buffer: true });

/** Has nodemailer write the message down, and send it nowhere. */
function compose(mail: RenderedEmail) {
  return transport.sendMail({ from: 'tickets@example.com', to: 'traveller@example.com', ...mail });
}

/** Heap in use after a tenth, half and all of the renderings; each of another order. */
function measureHeap(renderer: EmailRenderer): string {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const readings: string[] = [];
  for (let count = 1; count <= renderingsForMemory; count++) {
    const journey = buildJourney({ passengers: 3, flights: 2, orderNo: `TESTA${count}` });
    renderer.render({ orders: [journey], writtenAt });
    if ([0.1, 0.5, 1].includes(count / renderingsForMemory)) {
      collect();
      const mb = process.memoryUsage().heapUsed / 1024 / 1024;
      readings.push(`${mb.toFixed(1)} MB after ${count}`);
    }
  }
  return `Heap in use: ${readings.join(', ')}`;
}
