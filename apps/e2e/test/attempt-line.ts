import type { RunningProcess } from '@ticketpost/testkit';

/** A worker's log line of one attempt. */
export interface AttemptLine {
  deliveryId: string;
  orderNo?: string;
  /** From 1; a postponed job keeps its number. */
  attempt: number;
  outcome: string;
  reason?: string;
  because?: string;
}

/** The first attempt that is like this, past or to come. */
export async function nextAttempt(
  worker: RunningProcess,
  wanted: Partial<AttemptLine>,
): Promise<AttemptLine> {
  const line = await worker.nextLine((text) => {
    const attempt = readAttempt(text);
    return (
      attempt !== undefined &&
      Object.entries(wanted).every(([name, value]) => attempt[name as keyof AttemptLine] === value)
    );
  });
  return JSON.parse(line) as AttemptLine;
}

/**
 * The outcomes of an order's attempts so far, in the order of the log. A line may come later than
 * what it tells of: wait for the last one first.
 */
export function outcomesOf(worker: RunningProcess, orderNo: string): string[] {
  return worker.lines.flatMap((text) => {
    const attempt = readAttempt(text);
    return attempt?.orderNo === orderNo ? [attempt.outcome] : [];
  });
}

function readAttempt(text: string): AttemptLine | undefined {
  return text.includes('"msg":"attempt"') ? (JSON.parse(text) as AttemptLine) : undefined;
}
