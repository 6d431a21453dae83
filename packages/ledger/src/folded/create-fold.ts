import type { LedgerCommands } from '../ledger-commands.ts';
import { orderKey } from '../order-key.ts';
import type { Sealer } from '../sealer.ts';
import { foldOrder } from './fold-order.ts';
import { foldedField } from './folded-part.ts';

/** Takes an order's names and values in turn, as `HGETALL` answers. */
export type Fold = (orderNo: string, namesAndValues: readonly Buffer[]) => void;

/**
 * Makes what folds an order as it was read. Not waited for: the connection carries it before whatever
 * the caller sends next. `onError` hears of a failure, after which the order takes more room and says
 * the same.
 */
export function createFold(options: {
  commands: Pick<LedgerCommands, 'ledgerFold'>;
  sealer: Sealer;
  onError: (error: unknown) => void;
}): Fold {
  const { commands, sealer, onError } = options;

  const fold = async (orderNo: string, namesAndValues: readonly Buffer[]): Promise<void> => {
    const folding = foldOrder(sealer, orderNo, toFields(namesAndValues));
    if (folding === undefined) return;
    await commands.ledgerFold(
      orderKey(orderNo),
      foldedField,
      folding.value,
      ...folding.replaced.flat(),
    );
  };
  return (orderNo, namesAndValues) => {
    fold(orderNo, namesAndValues).catch(onError);
  };
}

function toFields(namesAndValues: readonly Buffer[]): Record<string, Buffer> {
  const fields: Record<string, Buffer> = {};
  for (let n = 0; n + 1 < namesAndValues.length; n += 2) {
    const [name, value] = namesAndValues.slice(n, n + 2);
    if (name !== undefined && value !== undefined) fields[name.toString()] = value;
  }
  return fields;
}
