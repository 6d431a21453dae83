/**
 * Runs in the page: text twice as large, as a mail program's text zoom makes it. Boxes stay as they
 * are, but lines grow with their letters.
 */
export function enlargeText(): void {
  const sizes = [...document.body.querySelectorAll<HTMLElement>('*')].map((element) => {
    const { fontSize, lineHeight } = getComputedStyle(element);
    return { element, fontSize, lineHeight };
  });
  for (const { element, fontSize, lineHeight } of sizes) {
    element.style.setProperty('font-size', `${parseFloat(fontSize) * 2}px`, 'important');
    if (lineHeight !== 'normal') {
      element.style.setProperty('line-height', `${parseFloat(lineHeight) * 2}px`, 'important');
    }
  }
}
