import { buildDelivery } from '@ticketpost/testkit';
import type { Random } from '../../random/create-random.ts';
import { bendBytes, cutBytes } from './bend-bytes.ts';
import { bendJson, bendJsonText } from './bend-json.ts';
import {
  anyBytes,
  buildChunked,
  buildRequest,
  buildSmuggled,
  oddHeaders,
  oddType,
  type HttpParts,
} from './build-http.ts';
import type { Bytes, Maker, Makers } from './fuzz-request.ts';
import { personalMark, strangerMark } from './marks.ts';
import { inPath, oddText } from './odd-text.ts';
import type { Scene } from './scene.ts';

const json = ['Content-Type', 'application/json'] as const;

/** What the supplier sends, about an order that may be mailed or one that nobody knows. */
function eventBody(random: Random, { decoyOrders }: Scene): unknown {
  const orderNo = random.chance(0.3) ? random.pick(decoyOrders) : unknownOrderNo(random);
  const type = random.pick([
    ...(['order.ticketed', 'order.ticketed', 'order.ticketed', 'ORDER.TICKETED '] as const),
    ...(['order.void', 'order.addonComplete', 'order.cancelled', 'email.all', 'x', ''] as const),
  ]);
  const named = { name: `${personalMark}/A`, ticketNos: [`${personalMark}-1`] };
  const body = buildDelivery({
    orderNo,
    type,
    passengers: [named, {}].slice(random.integer(0, 1)),
  });
  const { data } = body;
  return random.chance(0.3) ? { ...body, data: { ticketNotification: data } } : body;
}

const unknownOrderNo = (random: Random): string =>
  `FUZZQ${String(random.integer(0, 99_999_999)).padStart(17, '0')}`;

const eventRequest = (random: Random, scene: Scene): HttpParts => ({
  method: 'POST',
  target: scene.webhookPath,
  headers: [json],
  body: JSON.stringify(eventBody(random, scene)),
});

/** JSON that was bent, and at times is none any more. */
const bentEvent: Maker = (random, scene) => {
  const body = bendJsonText(
    random,
    bendJson(random, eventBody(random, scene), { hasDocuments: true }),
  );
  return whole(random, 'webhook, bent event', 'supplier', {
    method: 'POST',
    target: scene.webhookPath,
    headers: [json, ...oddHeaders(random)],
    body,
  });
};

/** A body that is no event, of any type, length and encoding. */
const oddBody: Maker = (random, { webhookPath: target }) => {
  const body = random.pick<() => string | Buffer>([
    () => anyBytes(random),
    () => `${personalMark}${oddText(random)}`,
    () => '[]{}nulltrue"x"7'.slice(random.integer(0, 10)),
    () => Buffer.alloc(random.pick([262_143, 262_144, 262_145, 400_000]), `${personalMark} `),
    () => `[${'0,'.repeat(random.integer(1, 60_000))}0]`,
    () => '{"a":'.repeat(random.integer(1, 20_000)),
    () => Buffer.from('1f8b0800000000000003abae05003aa3', 'hex'),
  ])();
  const headers = [...oddType(random), ...oddHeaders(random)];
  if (!random.chance(0.3))
    return whole(random, 'webhook, odd body', 'supplier', {
      method: 'POST',
      target,
      headers,
      body,
    });
  const bytes = buildChunked(random, { method: 'POST', target, headers, body });
  return {
    kind: 'webhook, odd chunks',
    who: 'supplier',
    parts: cutBytes(random, bytes),
    ending: 'end',
  };
};

const otherMethod: Maker = (random, scene) =>
  whole(random, 'other method', 'supplier', {
    ...eventRequest(random, scene),
    method: random.pick(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'QUERY']),
  });

const cutEvent: Maker = (random, scene) => {
  const bytes = buildRequest(eventRequest(random, scene));
  const part = bytes.subarray(0, random.integer(0, bytes.length - 1));
  return {
    kind: 'webhook, cut short',
    who: 'supplier',
    parts: cutBytes(random, part),
    ending: random.pick(['end', 'hang_up']),
  };
};

function bookingParts(random: Random, { decoyOrders, bookingsKey }: Scene): HttpParts {
  const orderNo = random.pick<() => string>([
    () => random.pick(decoyOrders),
    () => unknownOrderNo(random),
    () => oddText(random),
  ])();
  const booking = {
    email: `${personalMark.toLowerCase()}@fuzz.test`,
    name: `${personalMark} Traveller`,
    locale: random.pick(['en', 'de-AT', 'ar', 'zz']),
    cc: [`${personalMark.toLowerCase()}@copy.test`],
    agencyReference: 'AG-1',
    itinerary: { segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'HGH' } }] },
  };
  // A body's own keys are named in the answer: no mark stands in one.
  const bent = bendJson(random, booking);
  const method = random.pick(['PUT', 'PUT', 'PUT', 'GET', 'GET', 'DELETE', 'PATCH']);
  return {
    method,
    target: `/bookings/${random.chance(0.8) ? inPath(orderNo) : orderNo}`,
    headers: [json, ['Authorization', `Bearer ${bookingsKey}`], ...oddHeaders(random)],
    body: method === 'GET' ? '' : bendJsonText(random, bent),
  };
}

const booking: Maker = (random, scene) =>
  whole(random, 'booking', 'agency', bookingParts(random, scene));

/** Everything that is nearly the secret or the key, and addresses where nothing is. */
const stranger: Maker = (random, { webhookPath, bookingsKey, honestOrders }) => {
  const at = webhookPath.lastIndexOf('/') + 1;
  const [path, secret] = [webhookPath.slice(0, at), webhookPath.slice(at)];
  const bentSecret = random.pick([
    secret.slice(0, -1),
    `${secret}x`,
    secret.toUpperCase(),
    secret.replace('e', '\u0435'),
    `${secret}%00`,
    `${secret}%0a`,
    `${strangerMark}${oddText(random)}`,
    '',
  ]);
  const target = random.pick([
    path + inPath(bentSecret),
    path + bentSecret,
    `/${webhookPath.slice(0, at - 1)}`,
    `${path}../${strangerMark}`,
    `/WEBHOOKS/atlas/${strangerMark}`,
    `/bookings/${random.pick(honestOrders)}`,
    `/${strangerMark}${oddText(random)}`,
    random.pick(['/', '/livez', '/metrics', '/openapi.json', '/bookings/', '/favicon.ico', '*']),
  ]);
  const authorization = random.pick([
    `Bearer ${bookingsKey.slice(0, -1)}`,
    `Bearer ${bookingsKey}${strangerMark}`,
    `Basic ${Buffer.from(`${strangerMark}:x`).toString('base64')}`,
    strangerMark,
  ]);
  const headers = [
    ...(random.chance(0.3) ? ([['Authorization', authorization]] as const) : []),
    ...([['X-Anything', strangerMark]] as const),
    ...oddHeaders(random),
  ];
  const method = random.pick(['POST', 'POST', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);
  const body = method === 'GET' ? '' : `{"${strangerMark}":"${personalMark}"}`;
  return whole(random, 'stranger', 'stranger', { method, target, headers, body });
};

const bentBytes: Maker = (random, scene) => {
  const parts = random.chance(0.6) ? eventRequest(random, scene) : bookingParts(random, scene);
  const bytes = bendBytes(random, buildRequest(parts));
  return { kind: 'bent bytes', who: 'agency', parts: cutBytes(random, bytes), ending: 'end' };
};

const noise: Maker = (random) => ({
  kind: 'noise',
  who: 'stranger',
  parts: cutBytes(random, random.chance(0.5) ? anyBytes(random) : Buffer.from(oddText(random))),
  ending: random.pick(['end', 'end', 'hang_up']),
});

const smuggled: Maker = (random, scene) => {
  const inner = buildRequest(
    random.chance(0.5) ? eventRequest(random, scene) : bookingParts(random, scene),
  );
  const target = random.pick([scene.webhookPath, '/nothing', '/bookings/N1']);
  const bytes = buildSmuggled(random, { method: 'POST', target, headers: [json] }, inner);
  return { kind: 'two lengths', who: 'agency', parts: cutBytes(random, bytes), ending: 'end' };
};

function whole(random: Random, kind: string, who: Bytes['who'], parts: HttpParts): Bytes {
  return { kind, who, parts: cutBytes(random, buildRequest(parts)), ending: 'whole' };
}

export const ingestMakers: Makers = [
  [25, bentEvent],
  [12, oddBody],
  [3, otherMethod],
  [5, cutEvent],
  [15, booking],
  [20, stranger],
  [12, bentBytes],
  [3, noise],
  [5, smuggled],
];
