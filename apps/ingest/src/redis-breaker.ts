/** Whether deliveries still wait for Redis. It is closed again by a probe, never by a caller's wait. */
export interface RedisBreaker {
  /** True while deliveries are to be stored elsewhere at once. */
  isOpen: () => boolean;
  /** A delivery was not stored within its time; enough of them in a row open the breaker. */
  noteFailure: () => void;
  noteStored: () => void;
  open: () => void;
  close: () => void;
}

const maxFailuresInARow = 3;

/**
 * Libraries for this let a caller's request through to probe; here nobody waits for a probe, so
 * only the counting is needed.
 */
export function createRedisBreaker(options: {
  /** Without a connection the breaker counts as open. */
  isConnected: () => boolean;
  onChange: (state: 'opened' | 'closed') => void;
}): RedisBreaker {
  const { isConnected, onChange } = options;
  let failures = 0;
  let isTripped = false;
  const open = () => {
    if (!isTripped) onChange('opened');
    isTripped = true;
  };
  const close = () => {
    failures = 0;
    if (isTripped) onChange('closed');
    isTripped = false;
  };
  return {
    isOpen: () => isTripped || !isConnected(),
    noteFailure() {
      failures += 1;
      if (failures >= maxFailuresInARow) open();
    },
    noteStored: close,
    open,
    close,
  };
}
