/** Runs in the page: what is wider than the window, or stands outside of it. */
export function findOverflow(): string[] {
  const page = document.documentElement;
  const found: string[] = [];
  if (page.scrollWidth > page.clientWidth) {
    found.push(`the page scrolls sideways: ${page.scrollWidth} > ${page.clientWidth}`);
  }
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    if (left < -1 || right > page.clientWidth + 1) {
      const text = element.textContent.trim().slice(0, 40);
      found.push(`<${element.localName}> from ${left} to ${right}: ${text}`);
    }
  }
  return found;
}
