import type { Page } from 'playwright-core';

/** The browser's own word that a page was answered with 4xx or 5xx, which some tests ask for. */
const failedLoad = 'Failed to load resource: the server responded with a status of';

/**
 * Writes down what no page may do: throw, complain (a broken Content-Security-Policy is told there
 * too), open a dialog, or ask another host for something.
 */
export function watchPage(page: Page, faults: string[]): void {
  const here = () => new URL(page.url()).pathname;
  page.on('pageerror', (error) => {
    faults.push(`${here()}: ${error.message}`);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!message.text().startsWith(failedLoad)) faults.push(`${here()}: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`${here()}: a dialog says ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') {
      faults.push(`${here()}: asks ${hostname}`);
    }
  });
}
