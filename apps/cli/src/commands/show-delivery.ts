import { isUtf8 } from 'node:buffer';
import type { QuarantinedContent, ShowOutcome } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { exitCodes } from '../exit-codes.ts';
import { formatProblems } from '../output/format-problems.ts';
import { formatTable } from '../output/format-table.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { Terminal } from '../terminal.ts';

/** Shows one quarantined delivery; nothing of its body unless asked. Answers the exit code. */
export function showDelivery(
  outcome: ShowOutcome,
  options: { deliveryId: string; body?: true; json?: true; terminal: Terminal },
): number {
  const { deliveryId, terminal } = options;
  const showsBody = options.body === true;
  if (outcome.kind !== 'found') {
    if (options.json === true) print(terminal, { deliveryId, outcome: outcome.kind });
    terminal.remark(
      outcome.kind === 'not_found' ? 'not found' : 'its job is of no form that this version knows',
    );
    return exitCodes.incomplete;
  }
  const { receivedAt, reason, problems } = outcome.delivery;
  const { content } = outcome;
  const body = 'body' in content ? content.body : undefined;

  if (options.json === true) {
    print(terminal, {
      deliveryId,
      receivedAt,
      reason,
      problems,
      content: content.kind,
      ...aboutContent(content),
      ...(showsBody && body !== undefined ? encodeBody(body) : {}),
    });
  } else if (showsBody) {
    if (body === undefined) terminal.remark(describeContent(content));
    else terminal.print(terminal.isInteractive ? `${toPrintable(body.toString('utf8'))}\n` : body);
  } else {
    const rows = [
      ['delivery', deliveryId],
      ['received', receivedAt],
      ['reason', reason],
      ...problems.map((problem) => ['problem', formatProblems([problem])]),
      ['now', describeContent(content)],
    ];
    terminal.print(formatTable(['FIELD', 'VALUE'], rows));
  }
  return showsBody && body === undefined ? exitCodes.incomplete : exitCodes.done;
}

function print(terminal: Terminal, answer: object): void {
  terminal.print(`${JSON.stringify(answer)}\n`);
}

function aboutContent(content: QuarantinedContent): object {
  switch (content.kind) {
    case 'event': {
      const { type, orderNo } = content.event;
      return { type, ...(orderNo === undefined ? {} : { orderNo }) };
    }
    case 'unknown_key':
      return { keyId: content.keyId };
    case 'malformed_json':
    case 'invalid_event':
    case 'damaged':
      return {};
  }
}

function describeContent(content: QuarantinedContent): string {
  switch (content.kind) {
    case 'event':
      return `can be released: ${content.event.type}, order ${content.event.orderNo ?? 'unknown'}`;
    case 'malformed_json':
      return 'is no JSON';
    case 'invalid_event':
      return `is no event: ${formatProblems(content.problems)}`;
    case 'unknown_key':
      return `cannot be opened. ${describeMissingKeys([content.keyId])}`;
    case 'damaged':
      return 'cannot be opened: it was altered since it was sealed';
  }
}

function encodeBody(body: Buffer): { body: string; bodyEncoding: 'utf8' | 'base64' } {
  const bodyEncoding = isUtf8(body) ? 'utf8' : 'base64';
  return { body: body.toString(bodyEncoding), bodyEncoding };
}
