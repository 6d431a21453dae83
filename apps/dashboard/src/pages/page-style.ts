import { themeStyle } from './theme-style.ts';

/** The style of the pages with one card in the middle. */
export const pageStyle = `${themeStyle}
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 1.25rem; display: grid;
  place-content: center; grid-template-columns: minmax(0, 23rem);
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main {
  padding: 1.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem; box-shadow: 0 1px 2px #0000000d, 0 12px 32px #00000014;
}
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.25rem; color: var(--quiet); font-weight: 600; }
.brand svg { width: 1.75rem; height: 1.75rem; color: var(--accent); flex: none; }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em; }
p { margin: 0 0 1rem; }
.quiet { color: var(--quiet); }
.alarm { padding: .6rem .75rem; border-radius: .4rem; background: var(--alarm-ground); color: var(--alarm); }
label { display: block; margin: 0 0 .3rem; font-weight: 600; font-size: .9375rem; }
input, textarea {
  display: block; width: 100%; margin: 0 0 1rem; padding: .6rem .7rem; font: inherit;
  color: inherit; background: var(--field); border: 1px solid var(--field-line); border-radius: .4rem;
}
button {
  width: 100%; margin: .4rem 0 0; padding: .7rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 0; border-radius: .4rem;
}
button:hover { filter: brightness(1.08); }
button.second, .button.second { color: var(--ink); background: var(--card); border: 1px solid var(--field-line); }
button:disabled { color: var(--quiet); background: var(--ground); border: 1px solid var(--line); cursor: default; filter: none; }
textarea { min-height: 4.5rem; resize: vertical; }
.or { display: flex; align-items: center; gap: .75rem; margin: 1.25rem 0 .75rem; color: var(--quiet); font-size: .875rem; }
.or::before, .or::after { content: ""; flex: 1; border-block-start: 1px solid var(--line); }
.small { font-size: .875rem; }
.name { overflow-wrap: anywhere; }
a { color: var(--accent); }
form + form { margin-block-start: .5rem; }
.below { margin: 1rem 0 0; text-align: center; }
`;
