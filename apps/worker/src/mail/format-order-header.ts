/**
 * The value of `X-Ticketpost-Order`: the mail's order numbers, a comma and a blank between them, where
 * a header may be folded. What is not a letter, a digit or one of `-_.~` is percent-encoded as UTF-8
 * (RFC 3986, 2.1), so that any order number can be read back and none can end the header.
 */
export function formatOrderHeader(orderNos: readonly string[]): string {
  return orderNos.map(encode).join(', ');
}

function encode(orderNo: string): string {
  // By way of bytes: half a surrogate pair has no percent-encoding.
  return encodeURIComponent(Buffer.from(orderNo).toString()).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
