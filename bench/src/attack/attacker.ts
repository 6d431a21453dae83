/**
 * The attacker, as a process of its own, so that its work is not taken for the honest caller's wait:
 * says `attacking` when its slow connections stand, and at SIGTERM what it did, as JSON.
 */
import { sendBadRequests } from './bad-requests.ts';
import { holdSlowConnections } from './slow-connections.ts';

const port = Number(process.env['ATTACK_PORT']);
const slow = Number(process.env['ATTACK_SLOW']);
const perSecond = Number(process.env['ATTACK_PER_SECOND']);

let made = 0;
/** An address for each, as of a network of machines; elsewhere than on Linux there is but one. */
const address = (): string => {
  made += 1;
  if (process.platform !== 'linux') return '127.0.0.1';
  return `127.${1 + ((made >> 16) % 250)}.${(made >> 8) & 255}.${1 + (made & 127)}`;
};

const connections = holdSlowConnections({ port, count: slow, address });
await connections.made;
const bad = sendBadRequests({ port, perSecond, address });
const startedAt = performance.now();
console.log('attacking');

process.once('SIGTERM', () => {
  bad.stop();
  console.log(
    JSON.stringify({
      perSecond: bad.ended / ((performance.now() - startedAt) / 1000),
      answers: Object.fromEntries(bad.answers),
      slowOpen: connections.open,
      slowClosed: connections.closedByServer,
    }),
  );
  process.exit(0);
});
