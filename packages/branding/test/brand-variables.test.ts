import { describe, expect, test } from '@jest/globals';
import { brandVariables } from '@ticketpost/branding';
import { readEnvironment } from '@ticketpost/runtime';

const read = (environment: Readonly<Record<string, string>>) =>
  readEnvironment(brandVariables, environment, () => '');

test('nothing has to be set', () => {
  expect(read({})).toMatchObject({
    kind: 'valid',
    config: { brandName: 'Your travel agency', defaultLocale: 'en', brandLogo: undefined },
  });
});

test('every example is fine', () => {
  const examples = Object.values(brandVariables).map(({ name, example }) => [name, example]);
  expect(read(Object.fromEntries(examples) as Record<string, string>).kind).toBe('valid');
});

describe.each([
  [
    'BRAND_LOGO',
    [
      'https://a.example/x.png',
      'HTTPS://a.example/x',
      '/brand/logo.png',
      'logo.gif',
      'C:\\brand\\logo.png',
    ],
  ],
  ['BRAND_LOGO_WIDTH', ['16', '280']],
  ['BRAND_COLOR', ['#0b4a6f', '#ABCDEF']],
  ['BRAND_LEGAL_FOOTER', ['a', 'a\nb', 'a'.repeat(1000)]],
  ['DEFAULT_LOCALE', ['ar', 'zh-Hans', 'fr']],
  ['TEMPLATE_DIR', ['/etc/ticketpost', 'templates']],
])('%s', (name, values) => {
  test.each(values)('may be %j', (value) => {
    expect(read({ [name]: value })).toMatchObject({ kind: 'valid' });
  });
});

describe.each([
  [
    'BRAND_LOGO',
    ['http://a.example/x.png', 'data:image/png;base64,AA', 'ftp://a.example/x', 'https://a b'],
  ],
  ['BRAND_LOGO_WIDTH', ['15', '281', '10.5', 'wide']],
  ['BRAND_COLOR', ['red', '#fff', '0b4a6f', '#0b4a6fff', 'rgb(1,2,3)']],
  [
    'BRAND_SUPPORT_EMAIL',
    ['help', 'help@example.com, desk@example.com', 'Help <help@example.com>'],
  ],
  ['BRAND_SUPPORT_PHONE', ['ask', '+']],
  ['BRAND_LEGAL_FOOTER', ['a'.repeat(1001)]],
  ['DEFAULT_LOCALE', ['english please', 'e', '../en']],
  ['TEMPLATE_DIR', ['a\nb']],
])('%s', (name, values) => {
  test.each(values)('may not be %j', (value) => {
    const reading = read({ [name]: value });
    expect(reading).toMatchObject({ kind: 'invalid' });
    if (reading.kind === 'invalid') expect(reading.problems[0]?.split(' ')[0]).toBe(name);
  });
});

test('all that is wrong is told at once', () => {
  const reading = read({
    BRAND_LOGO: 'http://a.example/',
    BRAND_COLOR: 'red',
    DEFAULT_LOCALE: '?',
  });
  expect(reading.kind === 'invalid' && reading.problems.length).toBe(3);
});
