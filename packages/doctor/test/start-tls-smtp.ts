import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';

const dayMs = 24 * 60 * 60 * 1000;

/** A mail server of smtp-server's on localhost with a certificate of its own, as real ones have it. */
export async function startTlsSmtp(options: {
  /** TLS from the start, or by STARTTLS. */
  secure: boolean;
  validDays: number;
  password?: string;
  maxBytes?: number;
}) {
  const { secure, validDays, password = 'secret', maxBytes } = options;
  const now = Date.now();
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: new Date(now - 30 * dayMs),
    notAfterDate: new Date(now + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const server = new SMTPServer({
    secure,
    key: pems.private,
    cert: pems.cert,
    disableReverseLookup: true,
    ...(maxBytes !== undefined && { size: maxBytes }),
    onAuth: ({ username, password: given }, _session, callback) => {
      if (given === password) callback(null, { user: username });
      else callback(new Error('Invalid username or password'));
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    /** For `TLS_CA`. */
    ca: pems.cert,
    url: (login = '') => `${secure ? 'smtps' : 'smtp+starttls'}://${login}localhost:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
}
