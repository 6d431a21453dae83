import type { Language } from './language.ts';

/** Currencies come from outside: what is kept of them is bounded. */
const maxFormats = 500;

/**
 * Makes the way a language writes what was paid, for example `EUR 1,412.50`. Never rounded; what
 * cannot be read is shown as given, and an amount of nothing is left out.
 */
export function createMoneyFormat(formatTag: string): Language['formatMoney'] {
  const formats = new Map<string, Intl.NumberFormat>();
  const findFormat = (currency: string, givenDigits: number): Intl.NumberFormat => {
    const key = `${currency}${givenDigits}`;
    const known = formats.get(key);
    if (known !== undefined) return known;
    const format = createFormat(formatTag, currency, givenDigits);
    if (formats.size < maxFormats) formats.set(key, format);
    return format;
  };

  return ({ amount, currency: given }) => {
    const currency = given.toUpperCase();
    if (/^[0.]*$/u.test(amount)) return undefined;
    if (!isDecimal(amount) || !/^[A-Z]{3}$/u.test(currency)) return `${currency} ${amount}`.trim();
    const givenDigits = /\.(\d*?)0*$/u.exec(amount)?.[1]?.length ?? 0;
    // As a text: a number would lose digits of a long amount. Marks of direction are not needed,
    // because what is filled in is isolated.
    return findFormat(currency, givenDigits)
      .format(amount)
      .replace(/[\u200e\u200f\u061c]/gu, '');
  };
}

/** With the currency's usual digits after the point, or as many as were given. */
function createFormat(formatTag: string, currency: string, givenDigits: number) {
  const options = {
    style: 'currency',
    currency,
    // A code is the same for every reader; `$` is not.
    currencyDisplay: 'code',
    numberingSystem: 'latn',
  } as const;
  const usual = new Intl.NumberFormat(formatTag, options);
  const { maximumFractionDigits: usualDigits = 0 } = usual.resolvedOptions();
  return givenDigits <= usualDigits
    ? usual
    : new Intl.NumberFormat(formatTag, {
        ...options,
        minimumFractionDigits: givenDigits,
        maximumFractionDigits: givenDigits,
      });
}

function isDecimal(amount: string): amount is `${number}` {
  return /^\d{1,12}(\.\d{1,4})?$/u.test(amount);
}
