import { parser } from '@prometheus-io/lezer-promql';

/** What a PromQL expression asks for. */
export interface PromqlReading {
  /** Where it is no PromQL; empty when it is. */
  problems: string[];
  /** The selectors in it, each with the labels that it compares. */
  selectors: { metric: string; labels: readonly string[] }[];
  /** The labels that it groups or joins by. */
  groupings: readonly string[];
}

type Cursor = ReturnType<ReturnType<typeof parser.parse>['cursor']>;

/** Reads an expression by Prometheus' own grammar. */
export function readPromql(expression: string): PromqlReading {
  const reading: PromqlReading = { problems: [], selectors: [], groupings: [] };
  const groupings: string[] = [];
  const cursor: Cursor = parser.parse(expression).cursor();
  let isGrouping = false;
  let groupingEnd = 0;
  do {
    const text = expression.slice(cursor.from, cursor.to);
    if (cursor.from >= groupingEnd) isGrouping = false;
    if (cursor.type.isError) reading.problems.push(`at ${cursor.from}: ${expression}`);
    switch (cursor.name) {
      case 'GroupingLabels':
        isGrouping = true;
        groupingEnd = cursor.to;
        break;
      case 'VectorSelector':
        reading.selectors.push({ metric: '', labels: [] });
        break;
      case 'Identifier': {
        const selector = reading.selectors.at(-1);
        if (selector !== undefined) selector.metric = text;
        break;
      }
      case 'LabelName': {
        const selector = reading.selectors.at(-1);
        if (isGrouping) groupings.push(text);
        else if (selector !== undefined) selector.labels = [...selector.labels, text];
        break;
      }
    }
  } while (cursor.next());
  return { ...reading, groupings };
}
