import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gallery } from '../src/rendering/create-gallery.ts';
import { createChanges, type Changes } from '../src/server/changes.ts';
import { createPreviewHandler } from '../src/server/create-preview-handler.ts';
import { sampleSource } from './sample-source.ts';

export interface RunningPreview {
  url: string;
  changes: Changes;
  close(): void;
}

const sampleGallery: Gallery = {
  open: () => Promise.resolve({ kind: 'ready', collection: sampleSource.collection }),
  print: (choice) => sampleSource.print(choice),
  render: (choice) => Promise.resolve(sampleSource.render(choice)),
};

/** The preview's server, with mails that are rendered in this process unless told otherwise. */
export async function startPreview(gallery: Partial<Gallery> = {}): Promise<RunningPreview> {
  const changes = createChanges();
  const handler = createPreviewHandler({ gallery: { ...sampleGallery, ...gallery }, changes });
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    changes,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
