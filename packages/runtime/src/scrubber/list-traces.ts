/** Shorter ones are words that stand in many lines. */
const minLength = 8;

/**
 * How a secret may show up in a text: each entry of a list, what stands behind an id in it, the
 * lines of a PEM, of a URL the password (decoded too, as libraries pass it on) and a path that is long
 * enough to be one; each also as JSON would write it.
 */
export function listTraces(secret: string): string[] {
  const parts = secret.split(/[,\n]|\\n/).flatMap((part) => {
    const entry = part.trim();
    return URL.canParse(entry) && entry.includes('://')
      ? tracesOfUrl(new URL(entry))
      : [
          entry,
          entry.slice(entry.lastIndexOf(':') + 1),
          decode(entry.slice(entry.indexOf('=') + 1)),
        ];
  });
  const traces = parts
    .filter((part) => part.length >= minLength && !part.startsWith('-----'))
    .flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]);
  return [...new Set(traces)];
}

const minPathLength = 16;

function tracesOfUrl({ password, pathname, search }: URL): string[] {
  const path = `${pathname}${search}`;
  return [
    password,
    decode(password),
    ...(path.length < minPathLength ? [] : [path, pathname.slice(pathname.lastIndexOf('/') + 1)]),
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
