/**
 * Runs in the page: text that is cut off by a box around it, or that lies on other text. The
 * preheader is not looked at: it is not shown.
 */
export function findTextFaults(): string[] {
  interface Line {
    text: string;
    node: Node;
    box: DOMRect;
  }
  const lines: Line[] = [];
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const parent = node.parentElement;
    if (text === '' || !parent?.checkVisibility()) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) lines.push({ text: text.slice(0, 40), node, box });
    }
  }

  for (const { text, node, box } of lines) {
    for (let outer = node.parentElement; outer !== null; outer = outer.parentElement) {
      if (outer === document.body) break;
      const { overflowX, overflowY } = getComputedStyle(outer);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const frame = outer.getBoundingClientRect();
      const isInside =
        box.left >= frame.left - 1 &&
        box.right <= frame.right + 1 &&
        box.top >= frame.top - 1 &&
        box.bottom <= frame.bottom + 1;
      if (!isInside) found.push(`cut off: ${text}`);
    }
  }

  // Boxes of lines are higher than their letters: neighbours may touch, not cover half of each other.
  lines.sort((one, other) => one.box.top - other.box.top);
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (other.box.top >= one.box.bottom) break;
      if (one.node === other.node) continue;
      const across =
        Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (across > 2 && down > Math.min(one.box.height, other.box.height) / 2) {
        found.push(`on each other: ${one.text} | ${other.text}`);
      }
    }
  }
  return found;
}
