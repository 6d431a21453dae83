/** Writes what each app consists of, as CycloneDX: `npm run sbom -- [folder]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './project.mjs';
import { imageApps } from './supply-chain/image-apps.ts';
import { makeSbom } from './supply-chain/make-sbom.ts';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist', 'sbom'));
await mkdir(folder, { recursive: true });
for (const app of imageApps) {
  const sbom = await makeSbom(app, { sourceDateEpoch: process.env['SOURCE_DATE_EPOCH'] });
  const file = path.join(folder, `ticketpost-${app}.cdx.json`);
  await writeFile(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${file}: ${sbom.components.length} components`);
}
