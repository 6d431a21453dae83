import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutgoingMail } from '../../src/mail/compose-message.ts';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import type { DkimSettings } from '@ticketpost/settings/worker';
import { openHandover, type HandoverPermit } from '../../src/mail/guard-handover.ts';
import { buildLetterhead, buildMail as buildAnyMail } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { serverAt } from '../way-out.ts';

/** A mail server that writes down every byte it gets, and whether the line was ended by the client. */
interface Recorder {
  server: Server;
  port: number;
  /** What came after the 354. */
  message: () => string;
  hasSaidGoAhead: () => boolean;
  /** Does this when a message came in whole, before it is taken. */
  onWholeMessage: (act: () => void) => void;
  readonly lineEnded: Promise<unknown>;
  connections: () => number;
}

const endOfMessage = '\r\n.\r\n';

async function startRecorder(): Promise<Recorder> {
  const signs = new EventTarget();
  const lineEnded = once(signs, 'end');
  let message = '';
  let connections = 0;
  let hasSaidGoAhead = false;
  let onWholeMessage: () => void = () => undefined;
  const server = createServer((socket: Socket) => {
    connections += 1;
    let isMessage = false;
    socket.write('220 recorder.example.test\r\n');
    socket.on('data', (chunk) => {
      if (isMessage) {
        message += chunk.toString('latin1');
        if (message.endsWith(endOfMessage)) {
          isMessage = false;
          onWholeMessage();
          socket.write('250 taken\r\n');
        }
      } else if (chunk.toString().startsWith('DATA')) {
        isMessage = true;
        socket.write('354 go ahead\r\n');
        hasSaidGoAhead = true;
      } else {
        socket.write('250 fine\r\n');
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => signs.dispatchEvent(new Event('end')));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    hasSaidGoAhead: () => hasSaidGoAhead,
    onWholeMessage: (act) => {
      onWholeMessage = act;
    },
    lineEnded,
    message: () => message,
    connections: () => connections,
  };
}

let recorder: Recorder;
let mailer: Mailer;

/** Signing reads the whole message first, which must not look like handing it over. */
const { settings: signing } = createSigningKey();

beforeEach(async () => {
  recorder = await startRecorder();
});
afterEach(async () => {
  mailer.close();
  recorder.server.close();
  await once(recorder.server, 'close');
});

function openMailer(dkim: DkimSettings | undefined) {
  mailer = createMailer({
    server: serverAt(`smtp://127.0.0.1:${recorder.port}`),
    letterhead: buildLetterhead(),
    dkim,
    timeoutMs: 5000,
    maxConnections: 1,
  });
}

/** Large enough that the connection takes it in many pieces. */
const large = 'A line of the itinerary, and then another.\r\n'.repeat(20_000);

const buildMail = (text: string): OutgoingMail => buildAnyMail({ text });

function permit(isSurelyOurs: HandoverPermit['isSurelyOurs']) {
  const loss = new AbortController();
  const lose = () => {
    loss.abort();
  };
  return { lost: loss.signal, isSurelyOurs, lose };
}

describe.each([
  ['a short message', 'Ticket S30814', undefined],
  ['a long message', large, undefined],
  ['a short message, signed', 'Ticket S30814', signing],
  ['a long message, signed', large, signing],
])('%s', (_size, text, dkim) => {
  beforeEach(() => {
    openMailer(dkim);
  });

  test('is handed over while the claim is ours, and the claim is asked for once', async () => {
    let asked = 0;
    const ours = permit(() => {
      asked += 1;
      return Promise.resolve(true);
    });
    expect(await mailer.submit(buildMail(text), ours)).toMatchObject({ kind: 'accepted' });
    expect(asked).toBe(1);
    expect(recorder.message()).toContain(text.slice(0, 13));
    expect(recorder.message().endsWith(endOfMessage)).toBe(true);
  });

  test('of a claim that was lost by the end is never ended', async () => {
    const lost = permit(() => Promise.resolve(false));
    expect(await mailer.submit(buildMail(text), lost)).toEqual({ kind: 'withheld' });
    await recorder.lineEnded;
    expect(recorder.message()).not.toContain(endOfMessage);
    expect(recorder.connections()).toBe(1);
  });

  test('whose claim is lost while the ledger thinks is never ended', async () => {
    const lost = permit(() => {
      lost.lose();
      return new Promise(() => undefined);
    });
    expect(await mailer.submit(buildMail(text), lost)).toEqual({ kind: 'withheld' });
    await recorder.lineEnded;
    expect(recorder.message()).not.toContain(endOfMessage);
  });
});

describe.each([
  ['a claim', undefined],
  ['a claim on a signed message', signing],
])('%s', (_what, dkim) => {
  beforeEach(() => {
    openMailer(dkim);
  });

  test('that is lost before the submit begins makes no connection', async () => {
    const lost = permit(() => Promise.resolve(true));
    lost.lose();
    expect(await mailer.submit(buildMail('x'), lost)).toEqual({ kind: 'withheld' });
    expect(recorder.connections()).toBe(0);
  });

  test('is only asked for after the server said 354', async () => {
    let wasGoAheadSaid: boolean | undefined;
    const ours = permit(() => {
      wasGoAheadSaid = recorder.hasSaidGoAhead();
      return Promise.resolve(true);
    });
    await mailer.submit(buildMail('x'), ours);
    expect(wasGoAheadSaid).toBe(true);
  });

  test('that is lost after the message was handed over changes nothing', async () => {
    const ours = permit(() => Promise.resolve(true));
    recorder.onWholeMessage(ours.lose);
    expect(await mailer.submit(buildMail('x'), ours)).toMatchObject({ kind: 'accepted' });
    expect(ours.lost.aborted).toBe(true);
  });

  test('that was lost leaves the next mail alone', async () => {
    await mailer.submit(
      buildMail('x'),
      permit(() => Promise.resolve(false)),
    );
    const ours = permit(() => Promise.resolve(true));
    expect(await mailer.submit(buildMail('next'), ours)).toMatchObject({ kind: 'accepted' });
  });
});

test('the claim is not asked for before everything but the end was read', async () => {
  let asked = 0;
  const handover = openHandover(
    permit(() => {
      asked += 1;
      return Promise.resolve(true);
    }),
  );
  const pieces = handover.guard(
    Readable.from(['one', 'two', 'end'].map((text) => Buffer.from(text))),
  );
  const reading = pieces[Symbol.asyncIterator]();
  expect(String((await reading.next()).value)).toBe('one');
  expect(asked).toBe(0);
  expect(String((await reading.next()).value)).toBe('two');
  expect(handover.state).toBe('open');
  expect(String((await reading.next()).value)).toBe('end');
  expect(asked).toBe(1);
  expect((await reading.next()).done).toBe(true);
  expect(handover.state).toBe('done');
});

test('a mail that is given up while the ledger thinks is never ended', async () => {
  const handover = openHandover(
    permit(() => {
      handover.giveUp(new Error('too late'));
      return Promise.resolve(true);
    }),
  );
  const pieces = handover.guard(Readable.from([Buffer.from('end')]));
  await expect(pieces.toArray()).rejects.toThrow('held back');
  expect(handover.signal.reason).toEqual(new Error('too late'));
  expect(handover.state).toBe('open');
});
