import type { Frame, Group, Piece } from './group.ts';

/** A group, or the part of one that is on this page. */
export interface Placed {
  /** From the top of the content; points. */
  top: number;
  height: number;
  padding: { inline: number; block: number };
  frame: Frame | undefined;
  pieces: Piece[];
}

const noPadding = { inline: 0, block: 0 };

/**
 * Puts groups on pages of a height, in their order. A group goes to the next page rather than being
 * split, and takes the headings above it along; only one that no page could hold is split, between
 * its pieces. A piece higher than a page has one to itself.
 */
export function paginate(groups: readonly Group[], pageHeight: number): Placed[][] {
  const pages: Placed[][] = [[]];
  let top = 0;
  const breakPage = (): void => {
    pages.push([]);
    top = 0;
  };
  const place = (group: Group, pieces: Piece[]): void => {
    const isFirst = pages.at(-1)?.length === 0;
    const placed = { ...describe(group, pieces), top: top + (isFirst ? 0 : group.gap) };
    pages.at(-1)?.push(placed);
    top = placed.top + placed.height;
  };

  for (const bound of bindHeadings(groups)) {
    const last = bound.at(-1);
    if (last === undefined) continue;
    const height = measureAll(bound);
    if (top > 0 && top + (bound[0]?.gap ?? 0) + height > pageHeight) breakPage();
    if (top + height <= pageHeight || bound.every(({ pieces }) => pieces.length <= 1)) {
      bound.forEach((group) => {
        place(group, group.pieces);
      });
      continue;
    }
    bound.slice(0, -1).forEach((group) => {
      place(group, group.pieces);
    });
    let rest = last.pieces;
    while (rest.length > 0) {
      const room = pageHeight - top - (top > 0 ? last.gap : 0);
      const count = Math.max(countFitting(last, rest, room), top > 0 ? 0 : 1);
      if (count > 0) place(last, rest.slice(0, count));
      rest = rest.slice(count);
      if (rest.length > 0) breakPage();
    }
  }
  return pages;
}

/** Each group with the headings right above it. */
function bindHeadings(groups: readonly Group[]): Group[][] {
  const bound: Group[][] = [];
  let isOpen = false;
  for (const group of groups) {
    if (isOpen) bound.at(-1)?.push(group);
    else bound.push([group]);
    isOpen = group.staysWithNext ?? false;
  }
  return bound;
}

/** Together, without the gap above the first. */
function measureAll(groups: readonly Group[]): number {
  return groups.reduce(
    (sum, group, index) =>
      sum + (index === 0 ? 0 : group.gap) + describe(group, group.pieces).height,
    0,
  );
}

function countFitting(group: Group, pieces: readonly Piece[], room: number): number {
  let count = 0;
  while (count < pieces.length && describe(group, pieces.slice(0, count + 1)).height <= room) {
    count += 1;
  }
  return count;
}

function describe(
  { frame, padding = noPadding }: Group,
  pieces: readonly Piece[],
): Omit<Placed, 'top'> {
  const height = pieces.reduce((sum, piece) => sum + piece.height, 2 * padding.block);
  return { height, padding, frame, pieces: [...pieces] };
}
