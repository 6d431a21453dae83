/** An image of the production compose file, by its name and the variable that says which of that name. */
export interface PinnedImage {
  name: string;
  digestVariable: string;
}

const form =
  /(?:\$\{(?<variable>[A-Z_]+):-(?<fallback>[^}]+)\}|(?<fixed>[\w./:-]+))@\$\{(?<digestVariable>[A-Z_]+_DIGEST):\?/g;

/**
 * Every image that a compose file pins, each once. A name may be `${NAME:-fallback}`: then the
 * environment decides, as it does for compose.
 */
export function findPinnedImages(
  composeFile: string,
  environment: Readonly<Record<string, string | undefined>>,
): PinnedImage[] {
  const found = new Map<string, PinnedImage>();
  for (const { groups = {} } of composeFile.matchAll(form)) {
    const { variable, fallback = '', fixed, digestVariable = '' } = groups;
    const chosen = variable === undefined ? undefined : environment[variable];
    const name = fixed ?? (chosen === undefined || chosen === '' ? fallback : chosen);
    found.set(digestVariable, { name, digestVariable });
  }
  return [...found.values()];
}
