import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseOptions } from './options.ts';
import { createGallery } from './rendering/create-gallery.ts';
import { watchFolders } from './rendering/watch-folders.ts';
import { createChanges } from './server/changes.ts';
import { createPreviewHandler } from './server/create-preview-handler.ts';
import { watchedFolders } from './watched-folders.ts';

const reading = parseOptions(process.argv.slice(2));
if (reading.kind === 'end') {
  const stream = reading.exitCode === 0 ? process.stdout : process.stderr;
  stream.write(reading.text);
  process.exit(reading.exitCode);
}

const changes = createChanges();
const gallery = createGallery({
  environment: process.env,
  onRefreshed: () => {
    changes.announce();
  },
});
const watching = watchFolders(watchedFolders(process.env), () => {
  gallery.refresh();
});
const server = createServer(createPreviewHandler({ gallery, changes }));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    watching.close();
    gallery.close();
    server.close();
    server.closeAllConnections();
  });
}
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.listen(reading.port, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.stdout.write(`Mails  http://127.0.0.1:${port}/\nCtrl-C stops\n`);
