import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../project.mjs';
import { findDigest, type AskDocker } from './find-digest.ts';
import { findPinnedImages } from './find-pinned-images.ts';
import { readVariables, setVariables } from './set-variables.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const other = `sha256:${'b'.repeat(64)}`;

describe('the images of production', () => {
  const file = readFileSync(join(root, 'docker-compose.production.yml'), 'utf8');

  test('are found, each once', () => {
    expect(findPinnedImages(file, {})).toEqual([
      { name: 'node:24-bookworm-slim', digestVariable: 'NODE_DIGEST' },
      { name: 'redis:8', digestVariable: 'REDIS_DIGEST' },
      { name: expect.stringMatching(/^prom\/prometheus:v/), digestVariable: 'PROMETHEUS_DIGEST' },
      { name: expect.stringMatching(/^grafana\/grafana:\d/), digestVariable: 'GRAFANA_DIGEST' },
    ]);
  });

  test('have the names that .env gives them', () => {
    const images = findPinnedImages(file, {
      NODE_IMAGE: '',
      REDIS_IMAGE: 'registry.example.com:5000/redis:8',
    });
    expect(images.slice(0, 2).map(({ name }) => name)).toEqual([
      'node:24-bookworm-slim',
      'registry.example.com:5000/redis:8',
    ]);
  });
});

describe('a digest', () => {
  const answers =
    (registry: string | undefined, local: string | undefined): AskDocker =>
    ([first]) => {
      const output = first === 'buildx' ? registry : local;
      return Promise.resolve(
        output === undefined ? { kind: 'failed', why: 'no such host' } : { kind: 'done', output },
      );
    };

  test.each<[what: string, registry: string | undefined, local: string | undefined, found: object]>(
    [
      [
        'is what the registry says',
        JSON.stringify({ mediaType: 'application/vnd.oci.image.index.v1+json', digest }),
        JSON.stringify([`redis@${other}`]),
        { kind: 'found', digest, from: 'registry' },
      ],
      [
        'is that of the image on this machine when no registry answers',
        undefined,
        JSON.stringify([`mirror.example.com/redis@${digest}`, `redis@${other}`]),
        { kind: 'found', digest: other, from: 'local' },
      ],
      [
        'is not that of an image of another repository',
        undefined,
        JSON.stringify([`mirror.example.com/redis@${digest}`]),
        { kind: 'not_found', why: 'no such host' },
      ],
      [
        'is not found when nobody knows',
        undefined,
        undefined,
        { kind: 'not_found', why: 'no such host' },
      ],
      [
        'is nothing shorter',
        JSON.stringify({ digest: 'sha256:abc' }),
        'null',
        { kind: 'not_found', why: 'its registry tells none' },
      ],
      [
        'is no text of an error',
        'not JSON',
        '[]',
        { kind: 'not_found', why: 'its registry tells none' },
      ],
    ],
  )('%s', async (_what, registry, local, found) => {
    expect(await findDigest('redis:8', answers(registry, local))).toEqual(found);
  });

  test('is not asked for twice', async () => {
    expect(await findDigest(`redis:8@${digest}`, answers('{}', '[]'))).toMatchObject({
      kind: 'not_found',
      why: expect.stringContaining('has a digest already'),
    });
  });
});

test('an .env file keeps all else when digests are put into it', () => {
  const text = "# Secrets\nMAIL_FROM='A <a@example.com>'\nREDIS_DIGEST=\n# More\nLOG_LEVEL=info";
  const changed = setVariables(text, { REDIS_DIGEST: digest, NODE_DIGEST: other });
  expect(changed).toBe(
    `# Secrets\nMAIL_FROM='A <a@example.com>'\nREDIS_DIGEST=${digest}\n# More\nLOG_LEVEL=info\nNODE_DIGEST=${other}\n`,
  );
  expect(setVariables(changed, { REDIS_DIGEST: other })).toContain(`\nREDIS_DIGEST=${other}\n`);
  expect(readVariables(changed)).toMatchObject({
    MAIL_FROM: 'A <a@example.com>',
    LOG_LEVEL: 'info',
  });
});
