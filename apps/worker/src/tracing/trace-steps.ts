import type { Tracing } from '@ticketpost/tracing';
import type { HandlersOptions } from '../handlers/create-handlers.ts';
import { traceLedger } from './trace-ledger.ts';
import { traceRecipient } from './trace-recipient.ts';
import { traceRender } from './trace-render.ts';
import { traceSubmit } from './trace-submit.ts';
import { traceSupplier } from './trace-supplier.ts';

/** What the handlers work with, each step of which is a span; the very same while tracing is off. */
export function traceSteps(tracing: Tracing, steps: HandlersOptions): HandlersOptions {
  if (!tracing.isOn) return steps;
  const { ledger, askSupplier, resolveRecipient, write, submit } = steps;
  return {
    ...steps,
    ledger: traceLedger(tracing, ledger),
    askSupplier: askSupplier && traceSupplier(tracing, askSupplier),
    resolveRecipient: traceRecipient(tracing, resolveRecipient),
    write: traceRender(tracing, write),
    submit: traceSubmit(tracing, submit),
  };
}
