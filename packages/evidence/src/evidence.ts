import type { FromSchema } from 'json-schema-to-ts';
import type { evidenceSchema } from './evidence-schema.ts';

/** The document that tells of one delivery: what came, what was answered, what was mailed. */
export type Evidence = FromSchema<typeof evidenceSchema>;

/** What is not on record of a delivery. */
export type EvidenceGap = Evidence['gaps'][number];
