/**
 * Finds the digests that docker-compose.production.yml wants, by asking the images' registries
 * through Docker: `npm run pin-images` prints them, `-- --write` puts them into .env.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';
import { findDigest, type AskDocker } from './supply-chain/find-digest.ts';
import { findPinnedImages } from './supply-chain/find-pinned-images.ts';
import { readVariables, setVariables } from './supply-chain/set-variables.ts';

const askDocker: AskDocker = (args) =>
  new Promise((resolve) => {
    execFile('docker', args, { timeout: 60_000 }, (error, output, errors) => {
      if (error === null) resolve({ kind: 'done', output });
      else resolve({ kind: 'failed', why: errors.trim().split('\n').at(-1) ?? error.message });
    });
  });

const environmentFile = join(root, '.env');
const isWriting = process.argv.includes('--write');
const readEnvironment = () => {
  try {
    return readFileSync(environmentFile, 'utf8');
  } catch {
    return undefined;
  }
};

const text = readEnvironment();
const composeFile = readFileSync(join(root, 'docker-compose.production.yml'), 'utf8');
const images = findPinnedImages(composeFile, { ...readVariables(text ?? ''), ...process.env });
const digests: Record<string, string> = {};
for (const { name, digestVariable } of images) {
  const found = await findDigest(name, askDocker);
  if (found.kind === 'found') {
    const note = found.from === 'local' ? ' (as this machine has it: no registry answered)' : '';
    console.log(`# ${name}${note}\n${digestVariable}=${found.digest}`);
    digests[digestVariable] = found.digest;
  } else {
    console.error(`${name}: ${found.why}`);
    process.exitCode = 1;
  }
}
if (isWriting && text === undefined) {
  console.error('There is no .env yet: cp .env.example .env');
  process.exitCode = 1;
} else if (isWriting && text !== undefined) {
  // The file has secrets: its rights stay as they are.
  writeFileSync(environmentFile, setVariables(text, digests));
}
