/** What only the pages about orders have. */
export const orderStyle = `
.find.large { margin: 0 0 1.5rem; max-width: 44rem; }
.find.large input, .find.large button { padding-block: .7rem; font-size: 1.0625rem; }
.help ul { margin: 0; padding-inline-start: 1.2rem; }
.help li { margin: .3rem 0; }
.name, .order-no { overflow-wrap: anywhere; }
.table .name { min-width: 10rem; }
@media (min-width: 60rem) {
  .order { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 0 1.5rem; align-items: start; }
  .order > .standing { grid-column: 1 / -1; }
  .order > .story { grid-column: 1; grid-row: 2; }
  .order > .actions-card { grid-column: 2; grid-row: 2; }
  .order > .standing + .story { grid-column: 1 / -1; }
}
.order-no span { display: block; margin: 0 0 .15rem; color: var(--quiet); font-size: .875rem; font-weight: 400; letter-spacing: 0; }
.standing { border-inline-start: 5px solid var(--line); }
.standing.is-good { border-inline-start-color: var(--good); }
.standing.is-wait { border-inline-start-color: var(--wait); }
.standing.is-alarm { border-inline-start-color: var(--alarm); }
.standing.is-busy { border-inline-start-color: var(--accent); }
.answer { margin: .6rem 0 .75rem; font-size: 1.1875rem; line-height: 1.45; overflow-wrap: anywhere; }
.dead { margin: .5rem 0 0; padding: 0; list-style: none; }
.actions-card details { border-block-start: 1px solid var(--line); padding: .75rem 0; }
.actions-card summary { font-weight: 600; }
.actions-card details form { margin-block-start: .75rem; }
.actions-card .erase { margin: 0; padding-block-start: .75rem; border-block-start: 1px solid var(--line); font-size: .9375rem; }
.actions-card .notice { padding: .6rem .75rem; }
.confirmation .head { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: 0 0 .75rem; }
.confirmation .mail { margin-inline-start: auto; }
.confirmation .notice { margin: .75rem 0 0; }
.order section > h2 { margin-block: 0 .6rem; }
.timeline { margin: 0 0 1.25rem; padding: 0; list-style: none; }
.timeline li { position: relative; margin: 0; padding: 0 0 1.25rem 1.75rem; }
.timeline li::before { content: ""; position: absolute; inset-block: .75rem -.4rem; inset-inline-start: .4375rem; width: 2px; background: var(--line); }
.timeline:last-of-type li:last-child::before { display: none; }
.timeline li::after {
  content: ""; position: absolute; inset-block-start: .35rem; inset-inline-start: 0; width: 1rem; height: 1rem;
  border-radius: 50%; background: var(--card); border: 3px solid var(--quiet);
}
.timeline li.is-good::after { border-color: var(--good); background: var(--good); }
.timeline li.is-wait::after { border-color: var(--wait); }
.timeline li.is-alarm::after { border-color: var(--alarm); background: var(--alarm); border-radius: .2rem; }
.timeline li.is-busy::after { border-color: var(--accent); }
.timeline .line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; align-items: baseline; }
.timeline h3 { margin: 0; font-weight: 600; font-size: 1rem; }
.timeline time { color: var(--quiet); font-size: .875rem; }
.timeline p { margin: .15rem 0; overflow-wrap: anywhere; }
.timeline p:empty { display: none; }
.fine { display: flex; flex-wrap: wrap; gap: 0 .9rem; }
.between { margin: 0 0 1.25rem; padding-inline-start: 1.75rem; }
.between .timeline { margin: 1rem 0 0 -1.75rem; }
.mail-frame { display: block; width: 100%; height: 46rem; margin: 1rem 0 1.25rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
`;
