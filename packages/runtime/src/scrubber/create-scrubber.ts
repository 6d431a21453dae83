import { listTraces } from './list-traces.ts';

/** Takes secrets out of text that leaves the process. */
export interface Scrubber {
  scrub(text: string): string;
  /** Another secret from now on, beside those that are known. */
  learn(secret: string): void;
}

/** What stands in the place of a secret. */
const mask = '***';

/** User and password before the host of any URL. */
const credentials = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"'<>]*@/gi;

/**
 * A net below all the care that is taken elsewhere: whatever a library may have put into its errors,
 * none of these secrets and no user and password of a URL get past it.
 */
export function createScrubber(secrets: readonly string[] = []): Scrubber {
  const traces = new Set(secrets.flatMap(listTraces));
  let known = matchAny(traces);
  return {
    scrub(text) {
      const scrubbed = known === undefined ? text : text.replace(known, mask);
      return scrubbed.includes('://') ? scrubbed.replace(credentials, `$1${mask}@`) : scrubbed;
    },
    learn(secret) {
      for (const trace of listTraces(secret)) traces.add(trace);
      known = matchAny(traces);
    },
  };
}

/** The longest first, so that no rest of one is left by a shorter one. */
function matchAny(traces: ReadonlySet<string>): RegExp | undefined {
  if (traces.size === 0) return undefined;
  const longestFirst = [...traces].sort((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map(escapeForRegExp).join('|'), 'g');
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
