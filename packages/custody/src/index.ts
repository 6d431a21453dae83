export { startCensus, type RunningCensus } from './census/start-census.ts';
export { takeCensus } from './census/take-census.ts';
export { describeStraggler } from './describe-straggler.ts';
export { findStragglers, type Straggler } from './find-stragglers.ts';
export { listKinds } from './list-kinds.ts';
export { createPace, type Pace } from './pace.ts';
export { resealAll, type ResealStep } from './resealing/reseal-all.ts';
export { runReseal, type ResealResult } from './resealing/run-reseal.ts';
export type { SealedKind, SealedKindName } from './sealed-kind.ts';
