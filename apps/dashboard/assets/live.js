/**
 * Keeps a page up to date: puts in the parts that the server sends, and says honestly how fresh they
 * are. The page is whole without it.
 *
 *   <main data-live="/events">                 where the events come from
 *     <p data-live-status data-at="…">…</p>    how fresh the page is
 *     <div data-live-part="queues">…</div>     a part
 */
const root = document.querySelector('[data-live]');
const status = document.querySelector('[data-live-status]');

/** What our own server sends is markup as it is; the browser takes no other (Trusted Types). */
const asItIs = { createHTML: (html) => html };
const markup = globalThis.trustedTypes?.createPolicy('ticketpost', asItIs) ?? asItIs;

/** Longer without a word than the server ever is: the line is dead, whatever the browser believes. */
const silenceMs = 15_000;
const firstWaitMs = 1000;
const longestWaitMs = 10_000;

let events;
let silence;
let waiting;
let waitMs = firstWaitMs;
let lastAt = status?.dataset.at;

function clockOf(at) {
  return `${at.slice(11, 19)} UTC`;
}

function show(state, text, link) {
  status.dataset.state = state;
  const asOf = lastAt === undefined ? '' : ` As of ${clockOf(lastAt)}.`;
  status.textContent = state === 'live' ? text : `${text}${asOf}`;
  if (link !== undefined) {
    const anchor = document.createElement('a');
    anchor.href = link.href;
    anchor.textContent = link.text;
    status.append(' ', anchor);
  }
}

/** Puts a part in, and the focus back to where it was in it. */
function putIn(name, html) {
  const part = document.querySelector(`[data-live-part="${CSS.escape(name)}"]`);
  if (part === null) return;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const focusedHref = focused?.getAttribute('href');
  part.innerHTML = markup.createHTML(html);
  if (focusedHref != null) part.querySelector(`[href="${CSS.escape(focusedHref)}"]`)?.focus();
}

function close() {
  events?.close();
  events = undefined;
  clearTimeout(silence);
  clearTimeout(waiting);
}

function listenForSilence() {
  clearTimeout(silence);
  silence = setTimeout(reconnect, silenceMs);
}

function open() {
  close();
  events = new EventSource(root.dataset.live);
  listenForSilence();
  events.addEventListener('parts', (event) => {
    const { at, parts } = JSON.parse(event.data);
    waitMs = firstWaitMs;
    lastAt = at;
    for (const [name, html] of Object.entries(parts)) putIn(name, html);
    show('live', `Live · ${clockOf(at)}`);
    listenForSilence();
  });
  events.addEventListener('away', () => {
    waitMs = firstWaitMs;
    show('away', 'Redis does not answer.');
    putIn('headline', root.dataset.liveAway ?? '');
    listenForSilence();
  });
  events.addEventListener('signed_out', sayGoodbye);
  events.addEventListener('gone', () => {
    close();
    show('ended', 'There is nothing more to show.');
  });
  events.addEventListener('error', reconnect);
}

function sayGoodbye() {
  close();
  const next = encodeURIComponent(location.pathname + location.search);
  show('ended', 'Your session has ended.', { href: `/login?next=${next}`, text: 'Log in again' });
}

/** The browser itself does not tell a refusal from a broken line, and gives up after the former. */
function reconnect() {
  close();
  show('reconnecting', 'Reconnecting…');
  waiting = setTimeout(async () => {
    const answer = await fetch(root.dataset.live, { method: 'HEAD' }).catch(() => undefined);
    if (document.hidden) return;
    if (answer?.status === 401) sayGoodbye();
    else if (answer?.ok) open();
    else if (answer?.status === 404) show('ended', 'There is nothing more to show.');
    else {
      waitMs = Math.min(waitMs * 2, longestWaitMs);
      reconnect();
    }
  }, waitMs);
}

/** Browsers allow few connections to one site: a page that nobody looks at keeps none. */
document.addEventListener('visibilitychange', () => {
  if (document.hidden) close();
  else if (status.dataset.state !== 'ended') open();
});
// A page that comes back out of the browser's cache of pages has lost its line.
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => {
  if (event.persisted && status.dataset.state !== 'ended') open();
});

if (root !== null && status !== null && !document.hidden) open();
