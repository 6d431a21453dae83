import { compiler } from './compiler.ts';
import { definedOnly } from './defined-only.ts';
import { isJsonObject } from './json-object.ts';
import { orderListSchema, type SupplierOrderList } from './order-list-schema.ts';
import { parseDateTime } from './parse-date-time.ts';
import { parseOrderNo } from './parse-order-no.ts';
import { toProblems } from './problem.ts';
import { readInteger, readText } from './read-scalar.ts';
import { readAnswer, unreadable, type SupplierAnswer } from './supplier-answer.ts';
import type { ListedOrder } from './supplier-order.ts';

/** The supplier's document says `orders`; the other names guard against its older forms. */
const listKeys = ['orders', 'orderList', 'data'] as const;

/** How many orders the period has, on all pages. */
const totalKeys = ['totalRecords', 'totalCount', 'total'] as const;

const isOrderList = compiler.compile<SupplierOrderList>(orderListSchema);

/**
 * Reads the answer of `orderList.do`, a page of the account's orders. Null instead of the list is
 * an empty page; no list at all is unreadable, since it would look like a period without orders.
 */
export function readOrderListAnswer(
  body: unknown,
): SupplierAnswer<{ orders: ListedOrder[]; total?: number }> {
  return readAnswer(body, (answer) => {
    const found = findList(answer, '');
    if (found === undefined) {
      return unreadable({ pointer: '', message: `must have one of ${listKeys.join(', ')}` });
    }
    const { list, pointer, holder } = found;
    if (!isOrderList(list)) {
      const problems = toProblems(isOrderList.errors ?? []);
      return unreadable(
        ...problems.map((problem) => ({ ...problem, pointer: pointer + problem.pointer })),
      );
    }
    const total = [answer, holder]
      .flatMap((place) => totalKeys.map((key) => readInteger(place[key])))
      .find((number) => number !== undefined && number >= 0);
    return {
      kind: 'content',
      content: { orders: (list ?? []).flatMap(readListedOrder), ...definedOnly({ total }) },
    };
  });
}

interface FoundList {
  list: unknown;
  pointer: string;
  /** The object that the list stands in. */
  holder: Record<string, unknown>;
}

function findList(holder: Record<string, unknown>, place: string): FoundList | undefined {
  for (const key of listKeys) {
    const value = holder[key];
    const pointer = `${place}/${key}`;
    // One level down only: `data` may hold the list.
    if (isJsonObject(value) && place === '') return findList(value, pointer);
    if (value !== undefined) return { list: value, pointer, holder };
  }
  return undefined;
}

type SupplierListedOrder = NonNullable<SupplierOrderList>[number];

function readListedOrder(entry: SupplierListedOrder): ListedOrder[] {
  const orderNo = parseOrderNo(entry?.orderNo);
  if (orderNo === undefined) return [];
  const createdAt =
    readCreationTime(entry?.orderCreateTimestamp) ?? readCreationTime(entry?.createTime);
  return [{ orderNo, ...definedOnly({ orderStatus: readInteger(entry?.orderStatus), createdAt }) }];
}

/** In UTC, whether the text says so or not. */
function readCreationTime(value: string | number | null | undefined): string | undefined {
  const text = (readText(value) ?? '').replace(
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/,
    '$1-$2-$3T$4:$5:$6',
  );
  return parseDateTime(text) ?? parseDateTime(`${text}Z`);
}
