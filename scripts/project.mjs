import { fileURLToPath } from 'node:url';

/** The project's root folder, whatever folder a script is called from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The package manager, fetched by `npx` at exactly this version. */
export const pnpmVersion = '12.21.0';

/** The newer Node that CI runs the tests on as well; the images use its line. */
export const newerNodeVersion = '24.21.0';
