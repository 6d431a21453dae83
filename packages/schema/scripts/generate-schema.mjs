// Writes the published schema from the one in the sources. Run it with `pnpm run generate`.
import { writeFile } from 'node:fs/promises';

import { orderTicketedSchema } from '../src/order-ticketed-schema.ts';

const file = new URL('../order-ticketed.schema.json', import.meta.url);
await writeFile(file, `${JSON.stringify(orderTicketedSchema, null, 2)}\n`);
