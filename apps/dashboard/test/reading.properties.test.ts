import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPage, readPageNumber } from '../src/http/page-number.ts';
import { readReasonCode } from '../src/http/reason-code.ts';
import { safeReturnPath } from '../src/http/safe-return-path.ts';
import { parseBasicCredentials } from '../src/login/basic-credentials.ts';
import { packDraft, unpackDraft } from '../src/login/draft.ts';
import { readOrderForm } from '../src/orders/order-form.ts';
import { orderPath } from '../src/orders/order-path.ts';

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', '\0', '\r\n', '__proto__', '\ud800', '\u202e', '01', '1e3', '+1', '٣'),
);
/** As a query or a body holds it: one text, several, or an object. */
const field = fc.oneof(
  odd,
  fc.array(odd, { maxLength: 2 }),
  fc.jsonValue(),
  fc.constant(undefined),
);

describe('whatever a query holds', () => {
  test('a page number is a whole one from 1, and its page is one that there is', () => {
    const query = fc.oneof(field, fc.nat({ max: 1200 }).map(String));
    fc.assert(
      fc.property(query, fc.nat(), fc.integer({ min: 1, max: 100 }), (value, total, size) => {
        const number = readPageNumber(value);
        if (number === undefined) return;
        expect(value === undefined || String(number) === value).toBe(true);
        const { page, pages, skip } = findPage(number, { total, size });
        expect(page).toBeGreaterThanOrEqual(1);
        expect(page).toBeLessThanOrEqual(pages);
        expect(skip).toBeLessThanOrEqual(Math.max(0, total));
      }),
    );
  });

  test('a reason is a code or none', () => {
    fc.assert(
      fc.property(field, (value) => {
        expect(readReasonCode(value) ?? 'none').toMatch(/^[a-z0-9_]{1,64}$/);
      }),
    );
  });
});

describe('whatever a path holds', () => {
  const piece = fc.constantFrom(
    ...['/', '\\', '//', 'evil.test', '@', ':', '.', '..', '%2f', '%5c', '\t', '\n', '?', '#', ' '],
    ...['/.//evil.test', 'x/..//evil.test', '/.\t/', '/log%69n', '/login', '/LogOut/x', '//[::1]'],
    ...['orders', 'login', 'logout', 'https:', 'javascript:', '\u3002', '\uff0f', '\0', '&next='],
  );
  const path = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
    field,
  );

  test('one returns to this very site after the login, and not to the login', () => {
    fc.assert(
      fc.property(path, (value) => {
        const target = safeReturnPath(value);
        expect(target).toMatch(/^\/(?![/\\])/);
        expect(target).not.toMatch(/[\s\p{Cc}]/u);
        const { origin, pathname } = new URL(target, 'https://dashboard.test');
        expect(origin).toBe('https://dashboard.test');
        expect(target.split('?', 1)).toEqual([pathname]);
        expect(pathname).not.toContain('\\');
        expect(pathname).not.toMatch(/^\/log(?:in|out)\/?$/i);
        expect(safeReturnPath(target)).toBe(target);
      }),
    );
  });

  test('the path of any order is one part that leads back to its number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (orderNo) => {
        fc.pre(orderNo.trim() !== '');
        const { pathname, search, hash } = new URL(orderPath(orderNo, 'erase'), 'http://a.test');
        const [, orders, name = '', erase, ...more] = pathname.split('/');
        expect([orders, erase, ...more, search, hash]).toEqual(['orders', 'erase', '', '']);
        expect(decodeURIComponent(name).trim()).toBe(orderNo.trim());
      }),
    );
  });
});

describe('whatever a login holds', () => {
  test('Basic credentials are name and password, or none of anybody', () => {
    const header = fc.oneof(
      fc.constant(undefined),
      odd,
      odd.map((text) => `Basic ${text}`),
      odd.map((text) => `bAsIc ${Buffer.from(text).toString('base64')}`),
    );
    fc.assert(
      fc.property(header, (value) => {
        const read = parseBasicCredentials(value);
        if (read === undefined) return;
        expect(read.name).not.toContain(':');
        expect(value?.toLowerCase().startsWith('basic')).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (name, password) => {
        fc.pre(!name.includes(':'));
        const text = Buffer.from(`${name}:${password}`).toString('base64');
        expect(parseBasicCredentials(`Basic ${text}`)).toEqual({ name, password });
      }),
    );
  });

  test('a draft comes out of the login as it went in', () => {
    fc.assert(
      fc.property(fc.dictionary(odd, odd), (fields) => {
        const draft = { action: '/orders/N1/erase', fields };
        const form = Object.fromEntries(packDraft(draft));
        expect(unpackDraft(form)).toEqual(draft);
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(odd, fc.constant('draft')), odd), (form) => {
        expect(unpackDraft(form)?.action ?? '/x').toMatch(/^\/(?![/\\])/);
      }),
    );
  });
});

test('an order form of any fields is valid or says by its fields what is wrong', () => {
  const fields = fc.dictionary(
    fc.oneof(odd, fc.constantFrom('reason', 'to', 'orderNo', 'requestId', 'evenIfUncertain')),
    fc.oneof(odd, fc.constantFrom('a@example.com', 'a@b.test,c@d.test', 'x'.repeat(501), 'true')),
  );
  const action = fc.constantFrom('redrive', 'resend', 'erase');
  fc.assert(
    fc.property(fields, action, fc.boolean(), (value, kind, isForm) => {
      const reading = readOrderForm(value, { action: kind, orderNo: 'N1', isForm });
      if (reading.kind === 'invalid') {
        for (const { pointer, detail } of reading.problems) {
          expect(['/reason', '/to', '/orderNo']).toContain(pointer);
          expect(detail).not.toContain('@b.test');
        }
        return;
      }
      const { why, to, requestId } = reading.wish;
      expect(why.length).toBeGreaterThan(0);
      expect(why.length).toBeLessThanOrEqual(500);
      expect(to ?? 'a@example.com').toMatch(/^[^\s,;<>]+@[^\s,;<>]+$/);
      expect(requestId ?? '12345678').toMatch(/^[\w-]{8,64}$/);
      expect(kind === 'resend' || to === undefined).toBe(true);
    }),
  );
});
