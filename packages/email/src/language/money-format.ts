import type { Language } from './language.ts';

/**
 * Makes the way a language writes what was paid, for example `EUR 1,412.50`. Never rounded; what
 * cannot be read is shown as given, and an amount of nothing is left out.
 */
export function createMoneyFormat(formatTag: string): Language['formatMoney'] {
  const formats = new Map<string, Intl.NumberFormat>();
  const findFormat = (currency: string, digits: number) => {
    const key = `${currency}${digits}`;
    const format =
      formats.get(key) ??
      new Intl.NumberFormat(formatTag, {
        style: 'currency',
        currency,
        currencyDisplay: 'code',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    // Currencies come from outside: what is kept of them is bounded.
    if (formats.size < maxFormats) formats.set(key, format);
    return format;
  };

  return ({ amount, currency: given }) => {
    const currency = given.toUpperCase();
    if (/^[0.]*$/u.test(amount)) return undefined;
    if (!isDecimal(amount) || !/^[A-Z]{3}$/u.test(currency)) return `${currency} ${amount}`.trim();
    const givenDigits = /\.(\d*?)0*$/u.exec(amount)?.[1]?.length ?? 0;
    const digits = Math.max(usualDigits(currency), givenDigits);
    // As a text: a number would lose digits of a long amount.
    return findFormat(currency, digits).format(amount);
  };
}

const maxFormats = 500;

function usualDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function isDecimal(amount: string): amount is `${number}` {
  return /^\d{1,12}(\.\d{1,4})?$/u.test(amount);
}
