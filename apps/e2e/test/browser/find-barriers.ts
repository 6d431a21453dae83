import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What hinders somebody on the page (axe-core, every rule), and a page that is wider than its window. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const barriers = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
  return [...barriers, ...(await findOverflow(page))];
}

/** Empty when nobody has to scroll sideways. */
export async function findOverflow(page: Page): Promise<string[]> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  return overflow > 0 ? [`the page is ${overflow} px wider than the window`] : [];
}
