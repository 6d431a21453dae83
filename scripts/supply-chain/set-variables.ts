/** The text of an `.env` file with these variables set, each in its place, or at the end where it has none. */
export function setVariables(text: string, values: Readonly<Record<string, string>>): string {
  let changed = text;
  for (const [name, value] of Object.entries(values)) {
    const line = new RegExp(`^${name}=.*$`, 'm');
    changed = line.test(changed)
      ? changed.replace(line, `${name}=${value}`)
      : `${changed.replace(/(?<=[^\n])$/, '\n')}${name}=${value}\n`;
  }
  return changed;
}

/** What an `.env` file sets, without quotes; enough for names of images. */
export function readVariables(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(?<name>[A-Z][A-Z0-9_]*)=(?<value>.*)$/gm)].map(
      ({ groups = {} }): [string, string] => [
        groups['name'] ?? '',
        (groups['value'] ?? '').trim().replace(/^(['"])(.*)\1$/, '$2'),
      ],
    ),
  );
}
