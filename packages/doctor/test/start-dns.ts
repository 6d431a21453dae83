import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { decode, encode, RECURSION_DESIRED, type Answer } from 'dns-packet';

/** A name's records by type; `fail` lets the server answer SERVFAIL. */
export type Zone = Readonly<
  Record<string, { TXT?: string[]; MX?: [number, string][]; A?: string[] } | 'fail'>
>;

const servfail = 2;
const nxdomain = 3;

/** A name server on 127.0.0.1 that knows one zone, and a resolver that asks it. */
export async function startDns(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return;
    const name = question.name.toLowerCase();
    const entry = zone[name];
    const answers: Answer[] = [];
    if (entry !== undefined && entry !== 'fail') {
      const about = { name: question.name, ttl: 1 };
      if (question.type === 'TXT') {
        for (const text of entry.TXT ?? []) {
          answers.push({ ...about, type: 'TXT', data: text.match(/.{1,255}/gs) ?? [''] });
        }
      } else if (question.type === 'MX') {
        for (const [preference, exchange] of entry.MX ?? []) {
          answers.push({ ...about, type: 'MX', data: { preference, exchange } });
        }
      } else if (question.type === 'A') {
        for (const data of entry.A ?? []) answers.push({ ...about, type: 'A', data });
      }
    }
    const code = entry === undefined ? nxdomain : entry === 'fail' ? servfail : 0;
    const response = encode({
      type: 'response',
      ...(id !== undefined && { id }),
      flags: RECURSION_DESIRED | code,
      questions,
      answers,
    });
    socket.send(response, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    resolver,
    async close() {
      resolver.cancel();
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
