import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);

/** The Compose Specification's own JSON Schema, as the compose linter `dclint` ships it. */
const schemaPath = join(
  dirname(require.resolve('dclint/package.json')),
  'schemas/compose.schema.json',
);
const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as object;

// That schema itself is not checked: it names draft 7 by an address that ajv does not know.
const judge = new Ajv({ strict: false, allErrors: true, validateSchema: false }).compile(schema);

/** Where and how a parsed file breaks the Compose Specification. */
export function findSchemaProblems(file: object): string[] {
  judge(file);
  return (judge.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
