import { expect, test } from '@jest/globals';
import { judgeUrls } from '../src/judge-url.ts';

const judge = (url: string, environment = 'production', outboundPrivateHosts: string[] = []) =>
  judgeUrls({ environment, outboundPrivateHosts }, { BOOKING_LOOKUP_URL: url });

test.each([
  'https://booking.example.com/orders/{orderNo}?key=the-key',
  'https://93.184.215.14/',
  // What it is called is only known when it is asked.
  'https://booking.internal/',
])('%s can be asked', (url) => {
  expect(judge(url)).toEqual([]);
});

test.each([
  ['http://booking.example.com/the-path', 'https://'],
  ['https://127.0.0.1/the-path', 'inside'],
  ['https://localhost/the-path', 'inside'],
  ['https://a.localhost/the-path', 'inside'],
  ['https://10.0.0.1/the-path', 'inside'],
  ['https://169.254.169.254/the-path', 'inside'],
  ['https://2130706433/the-path', '127.0.0.1'],
  ['https://0x7f000001/the-path', '127.0.0.1'],
  ['https://017700000001/the-path', '127.0.0.1'],
  ['https://127.1/the-path', '127.0.0.1'],
  ['https://0/the-path', '0.0.0.0'],
  ['https://[::1]/the-path', '::1'],
  ['https://[::ffff:127.0.0.1]/the-path', 'inside'],
  ['https://[64:ff9b::10.0.0.1]/the-path', 'inside'],
  ['https://①②⑦.⓪.⓪.①/the-path', '127.0.0.1'],
])('%s is refused, and only its host is told', (url, word) => {
  const [problem = ''] = judge(url);
  expect(problem).toContain('BOOKING_LOOKUP_URL');
  expect(problem).toContain(word);
  expect(problem).toContain('OUTBOUND_PRIVATE_HOSTS');
  expect(problem).not.toContain('the-path');
});

test.each<[string, string[]]>([
  ['http://booking.internal:8080/', ['booking.internal']],
  ['http://127.0.0.1:8080/', ['127.0.0.1']],
  ['http://10.1.2.3/', ['10.0.0.0/8']],
  ['http://[fd00::1]/', ['fd00::/8']],
  ['http://localhost/', ['localhost']],
])('%s can be asked when it is named', (url, names) => {
  expect(judge(url, 'production', names)).toEqual([]);
});

test('a name stands for no address that no business host has', () => {
  expect(judge('http://169.254.169.254/', 'production', ['booking.internal'])).toHaveLength(1);
});

test.each(['http://127.0.0.1:8080/', 'http://booking.example.com/', 'http://localhost/'])(
  '%s can be asked in development',
  (url) => {
    expect(judge(url, 'development')).toEqual([]);
  },
);

test('an address inside is refused in development, too', () => {
  expect(judge('http://10.0.0.1/', 'development')).toHaveLength(1);
});

test('what is not set is fine', () => {
  const settings = { environment: 'production', outboundPrivateHosts: [] };
  expect(judgeUrls(settings, { ATLAS_BASE_URL: undefined })).toEqual([]);
});
