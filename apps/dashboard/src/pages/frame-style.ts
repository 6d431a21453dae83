/** Around every page behind the login: header, navigation, the column of the content. */
export const frameStyle = `
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word;
}
.skip { position: absolute; inset-inline-start: .5rem; top: -4rem; z-index: 1; padding: .6rem 1rem; background: var(--card); border-radius: .4rem; }
.skip:focus { top: .5rem; }
.top { background: var(--card); border-block-end: 1px solid var(--line); }
.bar {
  display: grid; grid-template-columns: auto minmax(12rem, 30rem) auto; align-items: center;
  justify-content: space-between; gap: .75rem 2rem; max-width: 76rem; margin: 0 auto; padding: .75rem 1.5rem .5rem;
}
.brand { display: flex; align-items: center; gap: .5rem; color: inherit; font-weight: 650; text-decoration: none; letter-spacing: -.01em; }
.brand svg { width: 1.6rem; height: 1.6rem; color: var(--accent); flex: none; }
.who { display: flex; align-items: center; gap: .75rem; font-size: .875rem; grid-column: -2; max-width: 100%; min-width: 0; }
.me { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 16rem; color: inherit; text-decoration: none; }
.me:hover { text-decoration: underline; }
.pages { max-width: 76rem; margin: 0 auto; padding: 0 .75rem; overflow-x: auto; scrollbar-width: none; }
.pages ul { display: flex; margin: 0; padding: 0; list-style: none; }
.pages a {
  display: block; padding: .5rem .75rem .6rem; color: var(--quiet); font-size: .9375rem; text-decoration: none;
  white-space: nowrap; border-block-end: 2px solid transparent;
}
.pages a:hover { color: var(--ink); border-color: var(--line); }
.pages a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.pages a:focus-visible { outline-offset: -3px; }
main { max-width: 76rem; margin: 0 auto; padding: 1.75rem 1.5rem 4rem; outline: none; }
@media (max-width: 44rem) {
  .bar { grid-template-columns: minmax(0, 1fr) auto; gap: .6rem 1rem; padding: .6rem 1rem .35rem; }
  .bar .find { grid-column: 1 / -1; grid-row: 2; }
  .me { max-width: 9rem; }
  .pages { padding: 0 .25rem; }
  main { padding: 1.25rem 1rem 3rem; }
}
@media (prefers-reduced-motion: no-preference) {
  a, button, .button { transition: background-color .12s, border-color .12s, color .12s; }
}
`;
