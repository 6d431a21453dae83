import { expect, test } from '@jest/globals';
import express, { type Request } from 'express';
import { classOfAddress } from '../../src/http/address-class.ts';
import { createCallerReader } from '../../src/http/caller.ts';

/** A request as the app sees it. */
function buildRequest(options: {
  hops: number;
  socket?: object;
  headers?: Record<string, string>;
}): Request {
  const app = express().set('trust proxy', options.hops);
  const request = Object.create(app.request) as Request;
  Object.assign(request, {
    app,
    headers: options.headers ?? {},
    socket: { remoteAddress: '10.0.0.1', ...options.socket },
  });
  return request;
}

test.each([
  // hops, X-Forwarded-For, address
  [0, '198.51.100.7', '10.0.0.1'],
  [1, '198.51.100.7', '198.51.100.7'],
  [1, '203.0.113.66, 198.51.100.7', '198.51.100.7'],
  [2, '203.0.113.66, 198.51.100.7, 192.0.2.9', '198.51.100.7'],
  [1, '', '10.0.0.1'],
  [1, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  [1, '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  [1, '::ffff:198.51.100.7', '198.51.100.7'],
])('behind %d proxies that say %j a caller is %s', (hops, forwarded, address) => {
  const headers = forwarded === '' ? {} : { 'x-forwarded-for': forwarded };
  const callers = createCallerReader({ trustedProxies: hops, dashboardUrl: undefined });
  expect(callers.addressOf(buildRequest({ hops, headers }))).toBe(address);
});

test.each([
  [0, undefined, '', false],
  [0, undefined, 'https', false],
  [1, undefined, 'https', true],
  [1, undefined, 'HTTPS', true],
  [1, undefined, '', false],
  [1, undefined, 'https, http', false],
  [2, undefined, 'https, http', true],
  [2, undefined, 'https', true],
  [0, 'https://tickets.example.com', '', true],
  [1, 'http://tickets.example.com', 'http', false],
])('behind %d proxies, opened by %s, told %j, TLS is: %s', (hops, url, said, expected) => {
  const headers: Record<string, string> = said === '' ? {} : { 'x-forwarded-proto': said };
  const callers = createCallerReader({ trustedProxies: hops, dashboardUrl: url });
  expect(callers.isBehindTls(buildRequest({ hops, headers }))).toBe(expected);
});

test.each([
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['::/64', 'loopback'],
  ['192.168.1.9', 'private'],
  ['10.9.8.7', 'private'],
  ['172.20.0.1', 'private'],
  ['172.32.0.1', 'public'],
  ['fd00:1:2:3::/64', 'private'],
  ['fe80::/64', 'private'],
  ['198.51.100.7', 'public'],
  ['2001:db8:1:2::/64', 'public'],
  ['', 'unknown'],
  ['unknown', 'unknown'],
])('of the address %j is written down: %s', (address, expected) => {
  expect(classOfAddress(address)).toBe(expected);
});
