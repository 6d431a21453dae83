/** Runs in the page: which of these texts nobody can see. */
export function findMissingText(texts: readonly string[]): string[] {
  const shown = document.body.innerText;
  return texts.filter((text) => !shown.includes(text)).map((text) => `not shown: ${text}`);
}
