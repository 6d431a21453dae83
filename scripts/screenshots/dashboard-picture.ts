import type { Page } from 'playwright-core';
import type { PicturedOrders } from './fill-system.ts';

/** A picture of a page of the dashboard in docs/images. */
export interface DashboardPicture {
  /** Name of its file. */
  file: string;
  pathOf: (orders: PicturedOrders) => string;
  /** Waits until the page shows what is to be seen. */
  ready?: (page: Page) => Promise<unknown>;
  /** Of the window, in CSS pixels; the default is a desk's. */
  width?: number;
  height?: number;
  /** How much of the page is shown, from the top; all of it when it is less. */
  maxHeight: number;
  scheme?: 'light' | 'dark';
}

/** The pictures of docs/operations.md, and the README's of the job queue board. */
export const dashboardPictures: readonly DashboardPicture[] = [
  {
    file: 'board.png',
    pathOf: () => '/queues/queue/events',
    ready: (page) => page.getByText('order.ticketed').first().waitFor(),
    width: 1200,
    height: 800,
    maxHeight: 800,
  },
  {
    file: 'dashboard-overview.png',
    pathOf: () => '/',
    ready: (page) => page.locator('[data-live-status][data-state=live]').waitFor(),
    maxHeight: 1500,
    scheme: 'dark',
  },
  { file: 'dashboard-sent.png', pathOf: ({ sent }) => `/orders/${sent}`, maxHeight: 1180 },
  {
    file: 'dashboard-refused.png',
    pathOf: ({ refused }) => `/orders/${refused}`,
    ready: (page) => page.locator('summary').getByText('Send it to an address').click(),
    maxHeight: 900,
  },
  {
    file: 'dashboard-phone.png',
    pathOf: ({ withoutRecipient }) => `/orders/${withoutRecipient}`,
    width: 375,
    maxHeight: 800,
  },
  {
    file: 'dashboard-dead-letters.png',
    pathOf: () => '/dead-letters?reason=mailbox_refused',
    maxHeight: 800,
  },
  { file: 'dashboard-bulk.png', pathOf: ({ bulk }) => bulk, maxHeight: 700 },
  { file: 'dashboard-quarantine.png', pathOf: () => '/quarantine', maxHeight: 700 },
  { file: 'dashboard-audit.png', pathOf: () => '/audit', maxHeight: 700 },
];
