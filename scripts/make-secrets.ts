/**
 * Makes the files with secrets that docker-compose.production.yml mounts, and says which are left to
 * be written: `npm run make-secrets`. None that is there is changed, so that it may run again.
 */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root } from './project.mjs';
import { makeSecrets } from './secrets/make-secrets.ts';
import { readVariables } from './supply-chain/set-variables.ts';

const readEnvironment = () => {
  try {
    return readFileSync(join(root, '.env'), 'utf8');
  } catch {
    return '';
  }
};

const variables = { ...readVariables(readEnvironment()), ...process.env };
const chosen = variables['SECRETS_DIR'] ?? '';
const folder = resolve(root, chosen === '' ? 'secrets' : chosen);
const near = relative(process.cwd(), folder);
const name = near.startsWith('..') ? folder : near;
const result = await makeSecrets(folder);
if (result.kind === 'open_folder') {
  console.error(`${name} lets other users of this machine in: chmod 700 ${name}`);
  process.exitCode = 1;
} else {
  for (const path of result.made) console.log(`made: ${join(name, path)}`);
  for (const { path, content } of result.missing) {
    console.log(`left to be written: ${join(name, path)}\n  ${content}`);
  }
  if (result.made.includes('apps/payload_keys')) {
    console.log('Keep a copy of apps/payload_keys elsewhere: what is stored opens with it alone.');
  }
}
