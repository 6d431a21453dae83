const ourselves = 'http://dashboard.invalid';
const onePathOfThisSite = /^\/(?![/\\])/;

/**
 * The page to go to after the login: a path on this very site, or `/`. What a browser could read
 * as another site (`//…`, `/\…`, a scheme; tabs and line ends, which browsers drop; dots that
 * leave `//…` behind) is `/`, and so are the pages of the login itself.
 */
export function safeReturnPath(path: unknown): string {
  if (typeof path !== 'string' || !onePathOfThisSite.test(path)) return '/';
  if (!URL.canParse(path, ourselves)) return '/';
  const { origin, pathname, search } = new URL(path, ourselves);
  if (origin !== ourselves || !onePathOfThisSite.test(pathname)) return '/';
  return /^\/log(in|out)(\/.*)?$/i.test(pathname) ? '/' : `${pathname}${search}`;
}
