/** Runs in the page: what somebody who does not see it could not make out. */
export function findStructureFaults(): string[] {
  const found: string[] = [];
  const { lang, dir } = document.documentElement;
  if (lang === '' || dir === '') found.push('the page has no language or no direction');
  if (document.title.trim() === '') found.push('the page has no title');

  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const levels = headings.map(({ localName }) => Number(localName.slice(1)));
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) {
    found.push(`not one first heading: ${levels.join(' ')}`);
  }
  levels.forEach((level, index) => {
    if (level > (levels[index - 1] ?? 0) + 1)
      found.push(`a level is left out: ${levels.join(' ')}`);
  });
  for (const { textContent } of headings) {
    if (textContent.trim() === '') found.push('a heading is empty');
  }

  for (const table of document.querySelectorAll('table')) {
    if (['presentation', 'none'].includes(table.getAttribute('role') ?? '')) {
      if ([...table.rows].some((row) => row.querySelector(':scope > th') !== null)) {
        found.push('a table for the layout has head cells');
      }
      continue;
    }
    const isTold = [...table.rows].every((row) => row.querySelector(':scope > th[scope]') !== null);
    if (!isTold) found.push(`a row of data has no head: ${table.textContent.trim()}`);
  }
  for (const cell of document.querySelectorAll('td:empty, p:empty, li:empty')) {
    if (!cell.closest('table[role=presentation]')) found.push(`<${cell.localName}> is empty`);
  }
  return found;
}
