import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal that shows them, unless `NO_COLOR` is set (https://no-color.org). */
export function createColors(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): Colors {
  const isUnwanted = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return picocolors.createColors(isTerminal && !isUnwanted);
}
