import { limits } from './limits.ts';

/**
 * What an order number may be. It is opaque, so only what could break a key, a log line or a mail
 * header is refused: control characters and excessive length. The ranges are spelt out because
 * not every language's regular expressions know `\p{Cc}`.
 */
export const orderNoSchema = {
  type: 'string',
  maxLength: limits.orderNo,
  pattern: '^[^\\x00-\\x1f\\x7f-\\x9f]*$',
} as const;
