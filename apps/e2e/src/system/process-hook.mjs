/**
 * Loaded into an app before its own code (NODE_OPTIONS=--import): makes its machine misbehave when
 * SIGWINCH comes. FAULT_HOOK is `jump:<ms>` (the wall clock goes ahead or back by that much, each
 * time) or `stall:<ms>` (the event loop stands still that long). No app uses that signal: SIGUSR2 is
 * taken, it ends one in order.
 */
const [fault, text] = (process.env.FAULT_HOOK ?? '').split(':');
const milliseconds = Number(text);

let offset = 0;
const RealDate = Date;

class JumpingDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset);
    else super(...args);
  }

  static now() {
    return RealDate.now() + offset;
  }
}

if (fault === 'jump') globalThis.Date = JumpingDate;

process.on('SIGWINCH', () => {
  if (fault === 'jump') offset += milliseconds;
  if (fault === 'stall') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  }
});
