export {
  endAfterAnswers,
  followConnections,
  hasBegunAnswer,
  type Connection,
  type Connections,
} from './connections.ts';
export { limitConnections } from './limit-connections.ts';
export { networkOf } from './network-of.ts';
export { readAddress } from './read-address.ts';
