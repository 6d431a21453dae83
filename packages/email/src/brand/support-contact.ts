import type { Brand } from './brand.ts';
import { cleanText } from '../safe-text/clean-text.ts';

export interface SupportContact {
  email: string | undefined;
  emailHref: string | undefined;
  phone: string | undefined;
  /** Absent where the number holds more than digits and punctuation (an extension, letters). */
  phoneHref: string | undefined;
}

/** What the contact block shows; undefined when the agency named neither mailbox nor telephone. */
export function readSupportContact(brand: Brand): SupportContact | undefined {
  const email = cleanText(brand.supportEmail ?? '');
  const phone = cleanText(brand.supportPhone ?? '');
  if (email === '' && phone === '') return undefined;
  return {
    email: email === '' ? undefined : email,
    emailHref: email === '' ? undefined : mailtoUri(email),
    phone: phone === '' ? undefined : phone,
    phoneHref: telUri(phone),
  };
}

/** RFC 6068: everything but the at sign percent-encoded, so that no header can ride along. */
function mailtoUri(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}

/** RFC 3966. The `(0)` of `+49 (0)30 …` is not dialled together with the country code. */
function telUri(phone: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/u.test(phone)) return undefined;
  const dialled = phone.startsWith('+') ? phone.replace('(0)', '') : phone;
  return `tel:${dialled.replace(/[^+\d]/gu, '')}`;
}
