import LineBreaker from 'linebreak';

/** Part of a text, from the UTF-16 unit `start` to the one before `end`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Breaks a text into lines no wider than `maxWidth`, where Unicode lets a line end (UAX 14); a word
 * that is wider than a line is broken between any two characters. Spaces at the end of a line are in
 * none. `measure` tells how wide a part of the text is.
 */
export function breakLines(
  text: string,
  { maxWidth, measure }: { maxWidth: number; measure: (span: Span) => number },
): Span[] {
  const trim = ({ start, end }: Span): Span => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  });
  const fits = (span: Span) => measure(trim(span)) <= maxWidth;

  const whole = { start: 0, end: text.length };
  if (fits(whole)) return [trim(whole)];
  const lines: Span[] = [];
  let line: Span = { start: 0, end: 0 };
  for (const place of listBreaks(text)) {
    if (fits({ start: line.start, end: place })) {
      line = { start: line.start, end: place };
      continue;
    }
    if (line.end > line.start) lines.push(trim(line));
    line = { start: line.end, end: place };
    while (!fits(line)) {
      const end = findEmergencyBreak(text, line, fits);
      if (end >= line.end) break;
      lines.push({ start: line.start, end });
      line = { start: end, end: line.end };
    }
  }
  return line.end > line.start ? [...lines, trim(line)] : lines;
}

function listBreaks(text: string): number[] {
  const breaker = new LineBreaker(text);
  const places: number[] = [];
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    places.push(next.position);
  }
  return places;
}

/** The last place where the line still fits; at least one character goes on it. */
function findEmergencyBreak(text: string, { start, end }: Span, fits: (span: Span) => boolean) {
  const places = Array.from(characters.segment(text.slice(start, end)), ({ index, segment }) => {
    return start + index + segment.length;
  });
  const tooLong = places.findIndex((place) => !fits({ start, end: place }));
  return places[Math.max(tooLong - 1, 0)] ?? end;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
