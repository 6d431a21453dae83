/** The page that shows a form of the system's pages again, by the path that the form goes to. */
export function findSystemFormPage(action: string): string | undefined {
  if (/^\/(dead-letters\/redrive|quarantine\/release)\?/.test(action)) return action;
  const [, page] =
    /^(\/(?:dead-letters|quarantine)\/[^/?#]+)\/(?:redrive|release|discard)$/.exec(action) ?? [];
  return page;
}
