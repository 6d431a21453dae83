const maxLength = 60;

/** A file name that every mail program and file system takes, with the order number in it. */
export function nameFile(orderNo: string): string {
  const name = orderNo.replace(/[^A-Za-z0-9_-]+/gu, '-').replace(/^-+|-+$/gu, '');
  return name === '' ? 'itinerary.pdf' : `itinerary-${name.slice(0, maxLength)}.pdf`;
}
