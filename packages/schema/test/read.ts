import { readSupplierEvent, type Problem, type SupplierEvent } from '../src/index.ts';

type Ticketed = Extract<SupplierEvent, { kind: 'ticketed' }>;
type Other = Extract<SupplierEvent, { kind: 'other' }>;

/** Reads a body that must be an `order.ticketed`. */
export function readTicketed(body: unknown): Ticketed {
  const reading = readSupplierEvent(body);
  if (reading.kind === 'event' && reading.event.kind === 'ticketed') return reading.event;
  throw new Error(`not read as order.ticketed: ${JSON.stringify(reading)}`);
}

/** Reads a body that must be an event of another type. */
export function readOther(body: unknown): Other {
  const reading = readSupplierEvent(body);
  if (reading.kind === 'event' && reading.event.kind === 'other') return reading.event;
  throw new Error(`not read as another event: ${JSON.stringify(reading)}`);
}

/** Reads a body that must be invalid. */
export function readProblems(body: unknown): Problem[] {
  const reading = readSupplierEvent(body);
  if (reading.kind === 'invalid') return reading.problems;
  throw new Error(`not read as invalid: ${JSON.stringify(reading)}`);
}
