import type { Itinerary } from '@ticketpost/schema';
import { boundText } from '../safe-text/bound-text.ts';

const maxLength = 40;

/**
 * What was paid, for example `EUR 1,412.50`. Never rounded; what cannot be read is shown as given,
 * and an amount of nothing is left out.
 */
export function formatPrice(price: NonNullable<Itinerary['price']>): string | undefined {
  const amount = boundText(price.amount, maxLength) ?? '';
  const currency = boundText(price.currency, maxLength)?.toUpperCase() ?? '';
  if (/^[0.]*$/u.test(amount)) return undefined;
  if (!isDecimal(amount) || !/^[A-Z]{3}$/u.test(currency)) return `${currency} ${amount}`.trim();

  const { maximumFractionDigits: usualDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const givenDigits = /\.(\d*?)0*$/u.exec(amount)?.[1]?.length ?? 0;
  const digits = Math.max(usualDigits, givenDigits);
  const number = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // As a text: a number would lose digits of a long amount.
  return `${currency} ${number.format(amount)}`;
}

function isDecimal(amount: string): amount is `${number}` {
  return /^\d{1,12}(\.\d{1,4})?$/u.test(amount);
}
