/** What pages are made of: text, cards, badges, forms, buttons, tables. */
export const partsStyle = `
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.015em; }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; line-height: 1.35; }
h3 { margin: 0 0 .35rem; font-size: .9375rem; }
p { margin: 0 0 .75rem; }
p:last-child, ul:last-child, dl:last-child { margin-block-end: 0; }
a { color: var(--accent); text-underline-offset: .15em; }
code, .code { font: .9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .75rem; background: var(--sunk); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.quiet { color: var(--quiet); }
.small { font-size: .875rem; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.card { margin: 0 0 1.25rem; padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
@media (max-width: 44rem) { .card { padding: 1rem; } }
.notice { margin: 0 0 1.25rem; padding: .75rem 1rem; border-radius: .5rem; border-inline-start: 4px solid var(--accent); background: var(--accent-ground); }
.notice.good { border-color: var(--good); background: var(--good-ground); color: var(--good); }
.notice.wait { border-color: var(--wait); background: var(--wait-ground); color: var(--wait); }
.notice.alarm { border-color: var(--alarm); background: var(--alarm-ground); color: var(--alarm); }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap; background: var(--sunk); color: var(--quiet); box-shadow: inset 0 0 0 1px var(--line); }
.badge.good { background: var(--good-ground); color: var(--good); box-shadow: none; }
.badge.wait { background: var(--wait-ground); color: var(--wait); box-shadow: none; }
.badge.alarm { background: var(--alarm-ground); color: var(--alarm); box-shadow: none; }
.badge.busy { background: var(--accent-ground); color: var(--accent); box-shadow: none; }
.find { display: flex; min-width: 0; }
.find input { flex: 1; min-width: 0; margin: 0; border-start-end-radius: 0; border-end-end-radius: 0; border-inline-end: 0; }
.find input:focus-visible { position: relative; }
.find button { border-start-start-radius: 0; border-end-start-radius: 0; }
label, legend { display: block; margin: 0 0 .25rem; padding: 0; font-weight: 600; font-size: .9375rem; }
fieldset { margin: 0 0 1rem; padding: 0; border: 0; min-width: 0; }
input, textarea, select {
  width: 100%; margin: 0 0 1rem; padding: .45rem .7rem; font: inherit; color: inherit; background: var(--field);
  border: 1px solid var(--field-line); border-radius: .4rem;
}
input[type=checkbox], input[type=radio] { width: 1.05rem; height: 1.05rem; margin: .2rem .5rem 0 0; flex: none; accent-color: var(--accent); }
.choice { display: flex; align-items: flex-start; margin: 0 0 .75rem; font-weight: 400; }
textarea { display: block; min-height: 4.5rem; resize: vertical; }
input::placeholder { color: var(--quiet); opacity: 1; }
[aria-invalid=true] { border-color: var(--alarm); box-shadow: inset 0 0 0 1px var(--alarm); }
.wrong { margin: -.6rem 0 1rem; color: var(--alarm); font-size: .9375rem; }
.hint { margin: -.6rem 0 1rem; color: var(--quiet); font-size: .875rem; }
button, .button {
  display: inline-block; padding: .45rem 1rem; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 1px solid transparent; border-radius: .4rem;
}
button:hover, .button:hover { filter: brightness(1.08); }
button.second, .button.second { color: var(--ink); background: var(--card); border-color: var(--field-line); }
button.second:hover, .button.second:hover { background: var(--sunk); filter: none; }
button.danger, .button.danger { color: var(--alarm); background: var(--card); border-color: var(--alarm); }
button.danger:hover, .button.danger:hover { background: var(--alarm-ground); filter: none; }
button.plain { padding: .2rem 0; color: var(--accent); background: none; border: 0; font-weight: 400; text-decoration: underline; text-underline-offset: .15em; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; }
.table { overflow-x: auto; margin: 0 0 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { padding: .9rem 1.25rem .5rem; text-align: start; font-weight: 600; }
th, td { padding: .6rem 1.25rem; text-align: start; vertical-align: top; border-block-start: 1px solid var(--line); }
thead th { font-size: .8125rem; font-weight: 600; color: var(--quiet); white-space: nowrap; background: var(--sunk); }
thead:first-child tr:first-child th { border-block-start: 0; }
tbody th .small { font-weight: 400; }
td > code { overflow-wrap: break-word; }
tbody tr:hover { background: var(--sunk); }
.number { text-align: end; font-variant-numeric: tabular-nums; }
@media (max-width: 44rem) { th, td { padding: .55rem .7rem; } td time { white-space: normal; } caption { padding-inline: .7rem; } }
.facts { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: .35rem 1.25rem; margin: 0 0 .75rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin: 0 0 .6rem; } }
.pager { display: flex; justify-content: space-between; gap: 1rem; margin: 0 0 1.25rem; }
.crumbs { margin: 0 0 .5rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); }
`;
