/** Runs Docker; what it wrote when it went well, or why not. */
export type AskDocker = (
  args: readonly string[],
) => Promise<{ kind: 'done'; output: string } | { kind: 'failed'; why: string }>;

export type Digest =
  /** `local`: that of the image on this machine, since its registry was not reached. */
  | { kind: 'found'; digest: string; from: 'registry' | 'local' }
  | { kind: 'not_found'; why: string };

const digestForm = /^sha256:[0-9a-f]{64}$/;

/**
 * Which image a name means now: what its registry says, of all platforms together, else what this
 * machine pulled under that name.
 */
export async function findDigest(name: string, askDocker: AskDocker): Promise<Digest> {
  if (name.includes('@')) {
    return { kind: 'not_found', why: `${name} has a digest already: leave only the name` };
  }
  const asked = await askDocker([
    'buildx',
    'imagetools',
    'inspect',
    '--format',
    '{{json .Manifest}}',
    name,
  ]);
  const manifest = asked.kind === 'done' ? readDigest(asked.output) : undefined;
  if (manifest !== undefined) return { kind: 'found', digest: manifest, from: 'registry' };

  const local = await askDocker(['image', 'inspect', '--format', '{{json .RepoDigests}}', name]);
  const pulled = local.kind === 'done' ? readRepositoryDigest(local.output, name) : undefined;
  if (pulled !== undefined) return { kind: 'found', digest: pulled, from: 'local' };
  return {
    kind: 'not_found',
    why: asked.kind === 'failed' ? asked.why : 'its registry tells none',
  };
}

function readDigest(json: string): string | undefined {
  const { digest } = (parse(json) ?? {}) as { digest?: unknown };
  return typeof digest === 'string' && digestForm.test(digest) ? digest : undefined;
}

/** An image may have been pulled from several registries: only that of the name counts. */
function readRepositoryDigest(json: string, name: string): string | undefined {
  const repository = name.replace(/:[^/:]*$/, '');
  const list = parse(json);
  if (!Array.isArray(list)) return undefined;
  const digests = list.map(String).flatMap((entry) => {
    const [from = '', digest = ''] = entry.split('@');
    return from === repository && digestForm.test(digest) ? [digest] : [];
  });
  return digests[0];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
