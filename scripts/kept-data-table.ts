import { keptData } from '../packages/retention/src/kept-data.ts';

/** What is kept, where, and when it ends. */
export function renderKeptData(): string {
  const rows = keptData.map(({ what, where, personal, ends }) => {
    const place =
      'disk' in where ? where.disk : where.map((pattern) => `\`${pattern}\``).join(', ');
    return `| ${what} | ${place} | ${personal} | ${ends} |`;
  });
  return [
    '| what | where | what of it is personal | when it ends |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
