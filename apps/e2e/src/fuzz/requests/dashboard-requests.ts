import type { Random } from '../../random/create-random.ts';
import { bendBytes, cutBytes } from './bend-bytes.ts';
import { bendJson, bendJsonText } from './bend-json.ts';
import {
  anyBytes,
  buildRequest,
  buildSmuggled,
  oddHeaders,
  type Header,
  type HttpParts,
} from './build-http.ts';
import type { Bytes, Maker, Makers, Who } from './fuzz-request.ts';
import { personalMark, strangerMark } from './marks.ts';
import { inPath, oddText } from './odd-text.ts';
import type { Caller, Scene } from './scene.ts';

interface Visitor {
  who: Who;
  /** What says who it is; bent at times. */
  headers: Header[];
  caller?: Caller;
}

/** Nobody, a viewer or an operator, by a session or a password. */
function pickVisitor(random: Random, scene: Scene): Visitor {
  const who = random.pick(['stranger', 'viewer', 'operator', 'operator'] as const);
  if (who === 'stranger') return { who, headers: strangerHeaders(random, scene) };
  const caller = scene[who];
  // Dear to check, as a wrong one is.
  const isByPassword = random.chance(0.02);
  const headers: Header[] = isByPassword
    ? [['Authorization', caller.authorization]]
    : [['Cookie', caller.cookies]];
  return { who, headers, caller };
}

/** Sessions and passwords that are nearly good. */
function strangerHeaders(random: Random, { operator }: Scene): Header[] {
  const { cookies } = operator;
  // A password that has to be checked is dear, for the dashboard too: few of them.
  if (random.chance(0.02)) {
    const login = Buffer.from(`${strangerMark}:${oddText(random)}`).toString('base64');
    return [['Authorization', `Basic ${login}`]];
  }
  const others = random.pick([
    cookies.replaceAll(/(?<=(?:^|; )[^=;]*=)[^;]+/g, (value) => bendValue(random, value)),
    cookies.toUpperCase(),
    `ticketpost_session=${strangerMark}; ticketpost_session=${oddText(random)}`,
    cookies.replaceAll('ticketpost_', '__Host-ticketpost_'),
    oddText(random),
  ]);
  return random.chance(0.6) ? [['Cookie', others]] : [];
}

/** Never the value itself, nor one that a lenient decoder takes for it. */
function bendValue(random: Random, value: string): string {
  const at = random.integer(0, Math.floor(value.length / 2));
  const other = value[at] === 'A' ? 'B' : 'A';
  return random.pick([
    value.slice(0, at) + other + value.slice(at + 1),
    value.slice(at + 1),
    value.slice(0, at),
    `${value}${value}`,
    `${other}${value}`,
  ]);
}

/** An order, a delivery or nothing of the kind; only those who may not change it name honest ones. */
function pickId(
  random: Random,
  { decoyOrders, honestOrders, deliveryIds }: Scene,
  who: Who,
): string {
  const isOperator = who === 'operator';
  return random.pick([
    random.pick(isOperator ? decoyOrders : honestOrders),
    random.pick(decoyOrders),
    random.pick(deliveryIds),
    oddText(random),
  ]);
}

const pages = [
  ...['/', '/orders', '/orders/{id}', '/orders/{id}/erase', '/orders/{id}/mail/{id}', '/audit'],
  ...['/orders/{id}/mail/{id}/body.html', '/orders/{id}/export', '/dead-letters', '/quarantine'],
  ...['/dead-letters/{id}', '/quarantine/{id}', '/waiting/no_recipient', '/waiting/{id}', '/login'],
  ...['/dead-letters/redrive', '/quarantine/release', '/bulk/{id}', '/deliveries/{id}/evidence'],
  ...['/audit/export', '/resume', '/logout', '/assets/{id}', '/login/oidc', '/queues/', '/{id}'],
  ...[
    '/queues/queue/events',
    '/queues/queue/{id}/{id}',
    '/queues/api/queues',
    '/queues/static/{id}',
  ],
  ...['/queues/api/queues/events/{id}', '/queues/api/queues/quarantine/{id}/logs', '/queues/{id}'],
] as const;
const fields = [
  ...['q', 'after', 'page', 'before', 'reason', 'by', 'action', 'next', 'bulk', 'status'],
  ...['activeQueue', 'jobsPerPage', 'from', 'to', '__proto__', 'x[y]'],
] as const;

function fillPath(random: Random, path: string, scene: Scene, who: Who): string {
  const filled = path.replaceAll('{id}', () => {
    const id = pickId(random, scene, who);
    return random.chance(0.8) ? inPath(id) : id;
  });
  return random.chance(0.05) ? filled + oddText(random) : filled;
}

function oddQuery(random: Random, scene: Scene, who: Who): string {
  const pairs = Array.from({ length: random.integer(0, 3) }, () => {
    const value = random.chance(0.5) ? oddText(random) : pickId(random, scene, who);
    return `${random.pick(fields)}=${random.chance(0.8) ? inPath(value) : value}`;
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const look: Maker = (random, scene) => {
  const { who, headers } = pickVisitor(random, scene);
  const path = fillPath(random, random.pick(pages), scene, who);
  return whole(random, 'page', who, {
    method: random.pick(['GET', 'GET', 'GET', 'GET', 'OPTIONS', 'PROPFIND']),
    target: path + oddQuery(random, scene, who),
    headers: [
      ...headers,
      ['Accept', random.pick(['text/html', 'application/json'])],
      ...oddHeaders(random),
    ],
  });
};

const actions = [
  ...['/orders/{id}/redrive', '/orders/{id}/resend', '/orders/{id}/erase', '/orders/{id}'],
  ...[
    '/quarantine/{id}/release',
    '/quarantine/{id}/discard',
    '/quarantine/release?reason=invalid_event',
  ],
  ...['/dead-letters/{id}/redrive', '/dead-letters/{id}/discard', '/bulk/{id}/stop', '/{id}'],
  ...['/dead-letters/redrive?reason={id}', '/login', '/login/oidc', '/audit', '/events', '/resume'],
] as const;
const boardActions = [
  ...['/queues/api/queues/events/{id}/retry', '/queues/api/queues/events/{id}/promote'],
  ...['/queues/api/queues/quarantine/{id}/clean', '/queues/api/queues/events/retry/{id}'],
  ...['/queues/api/queues/{id}/pause', '/queues/api/queues/events/obliterate', '/queues/{id}'],
] as const;

/** Fields of forms as they should be, and bent. */
function formFields(
  random: Random,
  scene: Scene,
  { who, caller }: Visitor,
): Record<string, unknown> {
  const good = {
    reason: `a reason ${oddText(random)}`,
    to: random.pick(['', `${personalMark.toLowerCase()}@fuzz.test`, oddText(random)]),
    orderNo: pickId(random, scene, who),
    requestId: random.pick(['12345678-abc', oddText(random)]),
    evenIfUncertain: random.pick(['true', '']),
    name: strangerMark,
    password: oddText(random),
  };
  const bent = bendJson(random, good) as Record<string, unknown>;
  return random.chance(0.85) ? { ...bent, ...caller?.formFields } : bent;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const form: Maker = (random, scene) => {
  const visitor = pickVisitor(random, scene);
  const { who, headers } = visitor;
  const values = formFields(random, scene, visitor);
  const isJson = random.chance(0.4);
  const body = isJson
    ? bendJsonText(random, values)
    : Object.entries(values)
        .map(([name, value]) => `${inPath(name)}=${inPath(textOf(value))}`)
        .join(random.pick(['&', '&', '&', ';', '&&']));
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  const token = Object.values(visitor.caller?.formFields ?? {})[0] ?? oddText(random);
  return whole(random, 'form', who, {
    method: random.pick(['POST', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH']),
    target: fillPath(random, random.pick(actions), scene, who),
    headers: [
      ...headers,
      ['Content-Type', random.chance(0.9) ? type : oddText(random)],
      ['Accept', random.pick(['text/html', 'application/json'])],
      ...(isJson ? ([['X-XSRF-TOKEN', token]] as const) : []),
      ...oddHeaders(random),
    ],
    body,
  });
};

const board: Maker = (random, scene) => {
  const visitor = pickVisitor(random, scene);
  const token = Object.values(visitor.caller?.formFields ?? {})[0] ?? '';
  return whole(random, 'board', visitor.who, {
    method: random.pick(['PUT', 'PUT', 'POST', 'PATCH', 'DELETE']),
    target: fillPath(random, random.pick(boardActions), scene, visitor.who),
    headers: [...visitor.headers, ['X-XSRF-TOKEN', token], ...oddHeaders(random)],
    body: bendJsonText(random, {}),
  });
};

const stream: Maker = (random, scene) => {
  const { who, headers } = pickVisitor(random, scene);
  const query = random.pick(['', `?bulk=${inPath(oddText(random))}`, '?bulk=none', '?bulk[]=x']);
  const bytes = buildRequest({
    method: 'GET',
    target: `/events${query}`,
    headers: [...headers, ['Accept', 'text/event-stream'], ['Last-Event-ID', oddText(random)]],
  });
  const ending = random.pick(['whole', 'hang_up'] as const);
  return { kind: 'stream', who, parts: cutBytes(random, bytes), ending };
};

const bentBytes: Maker = (random, scene) => {
  const { who, parts } = random.pick([look, form, board])(random, scene);
  const bytes = bendBytes(random, Buffer.concat(parts));
  return { kind: 'bent bytes', who, parts: cutBytes(random, bytes), ending: 'end' };
};

const noise: Maker = (random) => ({
  kind: 'noise',
  who: 'stranger',
  parts: cutBytes(random, anyBytes(random)),
  ending: random.pick(['end', 'hang_up']),
});

const smuggled: Maker = (random, scene) => {
  const { who, parts } = form(random, scene);
  const bytes = buildSmuggled(random, { method: 'POST', target: '/login' }, Buffer.concat(parts));
  return { kind: 'two lengths', who, parts: cutBytes(random, bytes), ending: 'end' };
};

function whole(random: Random, kind: string, who: Who, parts: HttpParts): Bytes {
  return { kind, who, parts: cutBytes(random, buildRequest(parts)), ending: 'whole' };
}

export const dashboardMakers: Makers = [
  [40, look],
  [25, form],
  [8, board],
  [4, stream],
  [12, bentBytes],
  [2, noise],
  [3, smuggled],
];
