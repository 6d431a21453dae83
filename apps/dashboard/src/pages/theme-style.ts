/** The colours of all our pages, light and dark, each pair of ink and ground in contrast (WCAG AA). */
export const themeStyle = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #ffffff; --sunk: #f6f8fa; --line: #d5dbe3; --ink: #17202b; --quiet: #566273;
  --accent: #1f5fbf; --accent-ink: #ffffff; --accent-ground: #e8f0fc; --field: #ffffff; --field-line: #7c8896;
  --good: #17683a; --good-ground: #e3f4e9; --wait: #7a4b00; --wait-ground: #fdf0d5;
  --alarm: #a3211c; --alarm-ground: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11161d; --card: #1a212b; --sunk: #151b23; --line: #2e3947; --ink: #e8edf3; --quiet: #a2aebd;
    --accent: #86b4ff; --accent-ink: #0c1a30; --accent-ground: #1c2f4d; --field: #11161d; --field-line: #6d7b8c;
    --good: #86dba8; --good-ground: #163524; --wait: #f3c677; --wait-ground: #3a2c12;
    --alarm: #ffb4ac; --alarm-ground: #44201e;
  }
}
*, ::before, ::after { box-sizing: border-box; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
