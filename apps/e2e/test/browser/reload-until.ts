import type { Locator, Page } from 'playwright-core';

const timeoutMs = 15_000;

/** Loads the page again until it shows something, as somebody does who waits for a mail to go out. */
export async function reloadUntil(page: Page, shown: Locator): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while ((await shown.count()) === 0) {
    if (performance.now() > deadline) {
      throw new Error(`the page never showed it: ${await page.locator('main').innerText()}`);
    }
    await page.reload();
  }
}
