/** The overview: what needs a person, figures, charts, processes. */
export const overviewStyle = `
.top-line { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1.5rem; margin: 0 0 1rem; }
.top-line h1 { margin: 0; }
.headline.good { color: var(--good); } .headline.wait { color: var(--wait); } .headline.alarm { color: var(--alarm); }
.live { margin: 0; min-height: 1.5em; font-size: .875rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.live::before { content: ""; display: inline-block; width: .6rem; height: .6rem; margin-inline-end: .45rem; border-radius: 50%; background: var(--field-line); }
.live[data-state=live]::before { background: var(--good); }
.live[data-state=reconnecting], .live[data-state=ended] { color: var(--wait); }
.live[data-state=reconnecting]::before, .live[data-state=ended]::before { background: var(--wait); }
.live[data-state=away] { color: var(--alarm); font-weight: 600; }
.live[data-state=away]::before { background: var(--alarm); }
section > h2 { margin-block-start: 1.75rem; }
.concerns { margin: 0; padding: 0; list-style: none; display: grid; gap: .6rem; }
.concern { padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-inline-start: 5px solid var(--alarm); border-radius: .5rem; }
.concern.wait { border-inline-start-color: var(--wait); }
.concern p { margin: 0; }
.concern .what { font-weight: 650; }
.concern .what .badge { margin-inline-start: .4rem; }
.concern .meaning { color: var(--quiet); }
.concern .remedy::before { content: "→ "; color: var(--quiet); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.25rem, 1fr)); gap: .75rem; margin: 0; }
@media (min-width: 44rem) { .figures { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
.figure { padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; min-width: 0; }
.figure dt { font-size: .875rem; }
.figure dd { margin: 0; overflow-wrap: anywhere; }
.figure .value { font-size: 1.75rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.figure .note { font-size: .8125rem; color: var(--quiet); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: .75rem; }
.chart { margin: 0; padding: .9rem 1rem .7rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; min-width: 0; }
.chart figcaption { display: flex; justify-content: space-between; align-items: baseline; margin-block-end: .5rem; font-size: .9375rem; }
.chart .total { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.chart svg { display: block; width: 100%; height: 4.5rem; }
.chart .some { fill: var(--accent); } .chart .none { fill: var(--line); }
.axis { display: flex; justify-content: space-between; gap: 1rem; margin: .3rem 0 0; font-size: .8125rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
.processes { margin: 0; padding: 0; list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
.processes > li { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: .4rem 1.5rem; padding: .75rem 1rem; border-block-start: 1px solid var(--line); }
.processes > li:first-child { border-block-start: 0; }
.processes p { margin: 0; }
@media (max-width: 44rem) { .processes > li { grid-template-columns: minmax(0, 1fr); } }
.checks { display: flex; flex-wrap: wrap; gap: .3rem .5rem; margin: 0; padding: 0; list-style: none; }
.reasons { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
.reasons a { display: inline-block; padding: .2rem .75rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--card); text-decoration: none; font-size: .9375rem; }
.reasons a[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.reasons .count { font-variant-numeric: tabular-nums; }
.problems { margin: 0; padding: 0; list-style: none; }
.facts.card { margin-block-end: 1.25rem; }
.filter { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1rem; margin: 0 0 1.25rem; }
.filter > div { flex: 0 1 14rem; min-width: 0; } .filter input, .filter select { margin: 0; }
[data-live-part=actions] { margin-block-start: 1.25rem; }
@media (max-width: 44rem) {
  .listed { position: relative; }
  .listed thead { display: block; position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .listed table, .listed tbody, .listed tr { display: block; }
  .listed tr { padding: .6rem .9rem; border-block-start: 1px solid var(--line); }
  .listed tr:first-child { border-block-start: 0; }
  .listed td { display: flex; gap: .75rem; padding: .1rem 0; border: 0; text-align: start; overflow-wrap: anywhere; }
  .listed td::before { content: attr(data-label); flex: 0 0 5.5rem; color: var(--quiet); font-size: .875rem; line-height: 1.7; }
}
progress { width: 100%; height: .9rem; accent-color: var(--accent); }
.narrow { max-width: 44rem; }
`;
