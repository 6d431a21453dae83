/** What a line of an app's log says that it should not; `undefined` for an ordinary one. */
export function judgeLogLine(line: string): string | undefined {
  // The supervisor's own notes between an app's lives.
  if (line === '' || line.startsWith('--- ')) return undefined;
  const level = readLevel(line);
  if (level === undefined) return `no line of the logger: ${line.slice(0, 300)}`;
  return ['error', 'fatal'].includes(level) ? line.slice(0, 600) : undefined;
}

function readLevel(line: string): string | undefined {
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return typeof level === 'string' ? level : undefined;
  } catch {
    return undefined;
  }
}
