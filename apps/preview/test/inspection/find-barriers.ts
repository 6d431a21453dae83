import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core calls serious or critical on the page, and text whose contrast it cannot tell: a
 * background that nobody can judge is no better than a bad one. Signs without a letter (`nonBmp`) are
 * no text, and frames are left out.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  // Content that is set on a page leaves its scripts' names alone.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations, incomplete } = await axe.run(document, {
      iframes: false,
      resultTypes: ['violations', 'incomplete'],
    });
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const undecided = incomplete.filter(({ id }) => id === 'color-contrast');
    const isArrow = ({ any }: (typeof undecided)[0]['nodes'][0]) =>
      any.some(({ data }) => (data as { messageKey?: string }).messageKey === 'nonBmp');
    return [
      ...grave,
      ...undecided.map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => !isArrow(node)) })),
    ].flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
  });
}
