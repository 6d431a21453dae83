import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Ends one child when this process is gone, however it died. */
export interface ChildGuard {
  /** From now on the child's process group is ended with us. */
  watch(pid: number): void;
  /** The child is gone by itself: the guard goes too. */
  release(): void;
}

/**
 * Reads the child's process id, then waits. "released" lets the child be; the end of the pipe
 * means that its only writer, our process, is dead. SIGKILL ends a frozen child as well.
 */
const watchdogScript = `
trap '' HUP INT TERM
read -r pid || exit 0
read -r word
[ "$word" = released ] && exit 0
kill -s KILL -- "-$pid" || kill -s KILL "$pid"
[ $# -eq 0 ] || "$@"
`;

/**
 * Starts the guard of one child to come: a shell in a session of its own that holds the end of a
 * pipe to us. Create it before the child, so that hardly an instant is left in which our death
 * goes unnoticed.
 */
export function createChildGuard(options: { whenOrphaned?: readonly string[] } = {}): ChildGuard {
  const watchdog = spawn(
    '/bin/sh',
    ['-c', watchdogScript, 'watchdog', ...(options.whenOrphaned ?? [])],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();
  if (watchdog.stdin instanceof Socket) watchdog.stdin.unref();
  let released = false;
  return {
    watch(pid) {
      watchdog.stdin.write(`${pid}\n`);
    },
    release() {
      if (released) return;
      released = true;
      watchdog.stdin.end('released\nreleased\n');
    },
  };
}
