import type { Random } from '../../random/create-random.ts';
import { headerMark, markupMark } from './marks.ts';

const fragments = [
  ...['', ' ', '/', '//', '\\', '.', '..', '/../', '%2e%2e%2f', '%00', '%zz', '%', '%25', '?', '#'],
  ...[
    '\0',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\u0301',
  ],
  ...[
    `\r\n${headerMark}: 1`,
    `%0d%0a${headerMark}:1`,
    `${markupMark} onload=x>`,
    `">${markupMark}>`,
  ],
  ...[
    "'",
    '"',
    '`',
    '<!--',
    '</title>',
    '</script>',
    '&lt;',
    '{{x}}',
    '${x}',
    '%s%n',
    '$(id)',
    ';',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__proto__[x]',
    'a[b]',
  ],
  ...['null', 'undefined', 'true', 'NaN', '-0', '0', '1', '-1', '1e999', '0x10', '２', '٣', '١'],
  ...['9007199254740993', '99999999999999999999', '2026-02-30', '2026-11-24T08:30', '0000-00-00'],
  ...["' OR 1=1 --", '*', '[', '(', '.*', '^$', '\\u0000', '\\x00', 'İ', 'ß', 'ﬀ', '🎫', '👩‍👩‍👧'],
  ...[
    'javascript:alert(1)',
    'https://evil.test/',
    '//evil.test',
    'http://[::1',
    'file:///etc/passwd',
  ],
  ...['*3\r\n$3\r\nSET\r\n', 'EVAL "return 1" 0', '{ticketpost}:events', 'ticketpost:order:', ':'],
] as const;

/** Text that breaks parsers, lines, pages and keys. */
export function oddText(random: Random): string {
  const kind = random.integer(1, 10);
  if (kind <= 6) return random.pick(fragments);
  if (kind <= 8) return random.pick(fragments) + random.pick(fragments) + random.pick(fragments);
  if (kind === 9) return randomText(random, random.integer(1, 12));
  return random.pick(['x', '%', '\u0301', '(', 'é', ' ']).repeat(random.integer(1, 3000));
}

/** Any UTF-16 units, halves of characters among them. */
function randomText(random: Random, length: number): string {
  return Array.from({ length }, () =>
    String.fromCharCode(random.chance(0.5) ? random.integer(0, 0xff) : random.integer(0, 0xffff)),
  ).join('');
}

export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.integer(0, 255)));
}

/** The text as a part of a path that a client with manners would send. */
export function inPath(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, '\ufffd'));
}
