import { countMinutes, type LocalTime } from '../local-time/parse-local-time.ts';
import { findVtimezone } from './vtimezone.ts';

const dayMinutes = 1440;
/** Outside of these no rule is known, and a reader would expand every year up to the one asked for. */
const [firstYear, lastYear] = [1970, 2099];
const maxKept = 5_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** One mail asks for each of its times three times over, and flights have many passengers. */
const kept = new Map<string, number | undefined>();

/**
 * Minutes east of UTC of a local time, where that is beyond doubt. Undefined for a zone nobody
 * knows; for a local time that does not exist or exists twice, since clocks change there; and where
 * Node's time zone data and the VTIMEZONE that goes out do not agree, since one of them is out of
 * date or only comes near to the rule. A mail then says nothing: never a wrong offset.
 */
export function findOffsetMinutes(timeZone: string, local: LocalTime): number | undefined {
  const key = `${timeZone} ${countMinutes(local)}`;
  if (kept.has(key)) return kept.get(key);
  const offset = computeOffset(timeZone, local);
  // Times come from outside: what is kept of them is bounded.
  if (kept.size >= maxKept) kept.clear();
  kept.set(key, offset);
  return offset;
}

function computeOffset(timeZone: string, local: LocalTime): number | undefined {
  if (local.year < firstYear || local.year > lastYear) return undefined;
  const vtimezone = findVtimezone(timeZone);
  const format = vtimezone && findFormat(timeZone);
  if (format === undefined) return undefined;

  const clock = countMinutes(local);
  // A change of clocks within a day shows as two offsets; each holds where it leads back to itself.
  const around = [clock - dayMinutes, clock + dayMinutes].map((utc) => readOffset(format, utc));
  const [offset, another] = [...new Set(around)].filter(
    (candidate) => candidate !== undefined && readOffset(format, clock - candidate) === candidate,
  );
  if (another !== undefined) return undefined;
  return offset === vtimezone?.readOffset(local) ? offset : undefined;
}

/** What Node's data say of an instant, in minutes since 1970. Undefined for an offset with seconds. */
function readOffset(format: Intl.DateTimeFormat, utcMinutes: number): number | undefined {
  const match = /GMT(?:([+-])(\d\d):(\d\d))?$/u.exec(format.format(utcMinutes * 60_000));
  if (match === null) return undefined;
  const [, sign, hours = 0, minutes = 0] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Costs 70 µs to make, so each is kept; only names that have a VTIMEZONE come here. */
function findFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
    return format;
  } catch {
    return undefined;
  }
}
