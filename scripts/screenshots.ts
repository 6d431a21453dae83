/**
 * Makes the README's pictures from the running system: the sample's mail as the inbox has it, and
 * its job on the job queue board. Uses the system's Chromium.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { startProcess, waitForHttp, type RunningProcess } from '../packages/testkit/src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');
const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** The value behind a label of what `npm start` prints. */
function printed({ lines }: RunningProcess, label: string): string {
  const line = lines.find((text) => text.trimStart().startsWith(label));
  if (line === undefined) throw new Error(`npm start printed no line "${label}"`);
  return line.trim().slice(label.length).trim();
}

async function pictureMail(browser: Browser, inboxUrl: string): Promise<void> {
  const response = await waitForHttp(`${inboxUrl}/api/email`, { timeoutMs: 10_000 });
  const [mail] = (await response.json()) as { html?: string }[];
  const page = await browser.newPage({ viewport: { width: 600, height: 400 } });
  await page.setContent(mail?.html ?? '');
  await page.screenshot({ path: join(images, 'mail.png'), fullPage: true });
}

async function pictureBoard(browser: Browser, url: string, login: string): Promise<void> {
  const [name = '', password = ''] = login.split(' / ');
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(`${url}/login`);
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', password);
  await page.getByRole('button').click();
  await page.goto(`${url}/queues/queue/events`);
  await page.getByText('order.ticketed').first().waitFor();
  await page.screenshot({ path: join(images, 'board.png') });
}

const data = mkdtempSync(join(tmpdir(), 'ticketpost-screenshots-'));
const system = await startProcess({
  name: 'npm start',
  command: process.execPath,
  args: [join(root, 'apps/local/dist/main.js'), '--data', data],
  env: {
    PATH: process.env['PATH'] ?? '',
    NO_COLOR: '1',
    BRAND_NAME: 'Blue Travel',
    BRAND_SUPPORT_EMAIL: 'help@example.com',
  },
});
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
});
try {
  await system.nextLine((line) => line.includes('Ctrl-C stops everything'), { timeoutMs: 60_000 });
  await pictureMail(browser, printed(system, 'Inbox'));
  await pictureBoard(browser, printed(system, 'Dashboard'), printed(system, 'Logins'));
} finally {
  await browser.close();
  await system.stop();
  rmSync(data, { recursive: true, force: true });
}
