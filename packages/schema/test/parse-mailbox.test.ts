import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { parseMailbox } from '../src/index.ts';

describe('a mailbox comes back as it was given', () => {
  test.each<[string, string]>([
    ['plain', 'traveller@example.com'],
    ['with letter case', 'Jane.Doe@Example.COM'],
    ['with a tag', 'jane.doe+trip@mail.example.com'],
    ['with every sign that needs no quotes', "!#$%&'*+-/=?^_`{|}~@example.com"],
    ['with a digit for a local part', '1@example.com'],
    ['with hyphens in the domain', 'a@my-own--agency.example.com'],
    ['of 64 octets before the @', `${'a'.repeat(64)}@example.com`],
    ['of 254 octets', `${'a'.repeat(64)}@${`${'b'.repeat(61)}.`.repeat(3)}cde`],
    ['with a label of 63 octets', `a@${'b'.repeat(63)}.example.com`],
    ['with letters of another script', '用户@例え.テスト'],
    ['with an umlaut', 'jörg@bücher.example'],
    ['with combining marks', 'नमस्ते@उदाहरण.परीक्षा'],
    ['written from right to left', 'משתמש@דוגמה.test'],
    ['with an emoji', '😀@example.com'],
    ['with a domain in its ASCII form', 'a@xn--bcher-kva.example'],
  ])('%s', (_, text) => {
    expect(parseMailbox(text)).toBe(text);
  });
});

test('the longest mailbox has 254 octets', () => {
  const text = `${'a'.repeat(64)}@${`${'b'.repeat(61)}.`.repeat(3)}cde`;
  expect(Buffer.byteLength(text)).toBe(254);
  expect(parseMailbox(`${text}f`)).toBeUndefined();
});

test('plain spaces around are dropped, and letters are composed', () => {
  expect(parseMailbox('  jose\u0301@example.com ')).toBe('jos\u00e9@example.com');
});

describe('refused', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['a space', ' '],
    ['no @', 'example.com'],
    ['nothing before the @', '@example.com'],
    ['nothing behind the @', 'a@'],
    ['two @', 'a@b@example.com'],
    ['two addresses', 'a@example.com, b@example.com'],
    ['two addresses without a space', 'a@example.com,b@example.com'],
    ['two addresses with a semicolon', 'a@example.com;b@example.com'],
    ['two addresses with a space', 'a@example.com b@example.com'],
    ['a comma at the end', 'a@example.com,'],
    ['a group', 'travellers:a@example.com;'],
    ['an empty group', 'travellers:;'],
    ['a display name', 'Jane Doe <a@example.com>'],
    ['a quoted display name', '"Jane" <a@example.com>'],
    ['angle brackets', '<a@example.com>'],
    ['a route', '<@relay.example.com:a@example.com>'],
    ['a mailto link', 'mailto:a@example.com'],
    ['a comment before', '(jane)a@example.com'],
    ['a comment behind', 'a@example.com(jane)'],
    ['a comment inside', 'a(jane)@example.com'],
    ['a quoted local part', '"jane doe"@example.com'],
    ['a quoted local part that needs no quotes', '"jane"@example.com'],
    ['an address within a quoted local part', '"a@example.com b"@example.test'],
    ['a backslash', 'a\\b@example.com'],
    ['a dot at the start', '.a@example.com'],
    ['a dot before the @', 'a.@example.com'],
    ['two dots', 'a..b@example.com'],
    ['a line feed at the end', 'a@example.com\n'],
    ['a header behind a line break', 'a@example.com\r\nBcc: b@example.com'],
    ['a folded line', 'a@example.com\r\n b'],
    ['a line feed in the local part', 'a\nb@example.com'],
    ['a line separator', 'a\u2028b@example.com'],
    ['a tab', '\ta@example.com'],
    ['a null character', 'a\u0000@example.com'],
    ['a C1 control character', 'a\u0085@example.com'],
    ['a no-break space', 'a\u00a0b@example.com'],
    ['a direction override', 'a\u202e@example.com'],
    ['a direction mark', 'a\u200f@example.com'],
    ['a direction isolate', 'a\u2066@example.com'],
    ['a zero-width space', 'a\u200b@example.com'],
    ['a zero-width joiner', 'a\u200d@example.com'],
    ['a byte order mark', '\ufeffa@example.com'],
    ['a soft hyphen', 'a\u00ad@example.com'],
    ['a Hangul filler', '\u3164@example.com'],
    ['a zero-width space in the domain', 'a@exam\u200bple.com'],
    ['a lone surrogate', 'a\ud800@example.com'],
    ['a full-width @', 'a\uff20example.com'],
    ['a full-width @ in the local part', 'b\uff20example.com@example.test'],
    ['a full-width comma', 'a@example.com\uff0cb@example.com'],
    ['a full-width letter', 'a@\uff45xample.com'],
    ['a question mark that is a semicolon', 'a\u037e@example.com'],
    ['a domain without a dot', 'a@localhost'],
    ['a dot at the end of the domain', 'a@example.com.'],
    ['a dot at the start of the domain', 'a@.example.com'],
    ['two dots in the domain', 'a@example..com'],
    ['an ideographic dot in the domain', 'a@example\u3002com'],
    ['an address literal', 'a@[192.0.2.1]'],
    ['an IPv6 address literal', 'a@[IPv6:2001:db8::1]'],
    ['an IP address', 'a@192.0.2.1'],
    ['a number as the top level', 'a@example.123'],
    ['a hexadecimal number as the top level', 'a@example.0x7f'],
    ['an underscore in the domain', 'a@exa_mple.com'],
    ['a slash in the domain', 'a@example.com/x'],
    ['a port', 'a@example.com:25'],
    ['a per cent sign in the domain', 'a@ex%61mple.com'],
    ['a hyphen at the start of a label', 'a@-example.com'],
    ['a hyphen at the end of a label', 'a@example-.com'],
    ['an ASCII form that is none', 'a@xn--a.com'],
    ['a local part of 65 octets', `${'a'.repeat(65)}@example.com`],
    ['a local part of 65 octets in 33 letters', `${'ü'.repeat(32)}a@example.com`],
    ['a label of 64 octets', `a@${'b'.repeat(64)}.com`],
    ['a label of 64 octets in its ASCII form', `a@${'ü'.repeat(63)}.com`],
    ['300 characters', `a@${'b'.repeat(290)}.example`],
    ['a million spaces', `${' '.repeat(1_000_000)}a@example.com`],
    ['deep nested comments', `${'('.repeat(250)}a@b.c`],
  ])('%s', (_, text) => {
    expect(parseMailbox(text)).toBeUndefined();
  });
});

test('whatever passes is one address on one line, and passes again unchanged', () => {
  const plain = fc.constantFrom('a', 'jane.doe', 'ü', '例え', '+1', ' ');
  const piece = fc.oneof(
    { weight: 6, arbitrary: plain },
    fc.constantFrom('a', 'jane', '.', '@', ',', ';', ':', '<', '>', '"', '(', ')', '\\', ' '),
    fc.constantFrom('\r', '\n', '\r\n ', '\t', '\u0000', '\u2028', '\u202e', '\u200b', '\uff20'),
    fc.constantFrom('example.com', 'bücher.example', '[192.0.2.1]', '@example.com', '@b.test'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  );
  const tail = fc.constantFrom('', '@example.com', '@例え.テスト');
  let passed = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), tail, (pieces, end) => {
      const mailbox = parseMailbox(pieces.join('') + end);
      if (mailbox === undefined) return;
      passed += 1;
      expect(mailbox).toMatch(/^[^\s@,;:<>()[\]"\\\p{C}\p{Z}]+@[^\s@,;:<>()[\]"\\\p{C}\p{Z}]+$/u);
      expect(parseMailbox(mailbox)).toBe(mailbox);
    }),
    { numRuns: 2000 },
  );
  expect(passed).toBeGreaterThan(50);
});
