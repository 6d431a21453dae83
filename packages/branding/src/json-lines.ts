/** The line, from 1, at which a text stops to be JSON; undefined where that cannot be told. */
export function findJsonErrorLine(source: string, error: unknown): number | undefined {
  const message = messageOf(error);
  const end = source.trimEnd().length;
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return lineAt(source, Math.min(Number(position), end));
  if (message.includes('end of JSON')) return lineAt(source, end);
  // Of some mistakes V8 tells no position: the first line up to which it finds the same is the one.
  const lines = source.split('\n');
  const index = lines.findIndex((_, last) => {
    const found = findMistake(lines.slice(0, last + 1).join('\n'));
    return found !== undefined && !/end of JSON|at position/.test(found);
  });
  return index === -1 ? undefined : index + 1;
}

/** The line, from 1, on which an object's key stands; undefined where it does not. */
export function findKeyLine(source: string, key: string): number | undefined {
  const index = source.indexOf(`${JSON.stringify(key)}:`);
  return index === -1 ? undefined : lineAt(source, index);
}

function findMistake(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}
