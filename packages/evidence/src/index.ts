export { answerKeys } from './answer-place.ts';
export type { AnswerRecord } from './answer-record.ts';
export { createAnswerStore, type AnswerStore } from './create-answer-store.ts';
export type { Evidence, EvidenceGap } from './evidence.ts';
export { evidenceSchema } from './evidence-schema.ts';
export { formatEvidence } from './format-evidence.ts';
export { packReceipt } from './pack-receipt.ts';
export type { HeaderLine, Receipt } from './receipt.ts';
export { unpackReceipt } from './unpack-receipt.ts';
