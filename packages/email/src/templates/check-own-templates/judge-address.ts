/** An address that is fetched when the mail is opened, or one that a reader may follow. */
export type AddressUse = 'resource' | 'link';

const allowed: Readonly<Record<AddressUse, readonly string[]>> = {
  resource: ['https', 'cid'],
  link: ['https', 'http', 'mailto', 'tel'],
};

interface JudgeOptions {
  /** Of a mail, not of its template, in which an address may be made of pieces still. */
  isFilled: boolean;
}

/** What is wrong with the address in an attribute; undefined when nothing is. */
export function judgeAddress(
  text: string,
  { name, use, isFilled }: JudgeOptions & { name: string; use: AddressUse },
): string | undefined {
  // Browsers skip white space and control characters inside a scheme.
  const address = text.replace(/[\s\p{Cc}]/gu, '');
  if (address === '' || address.startsWith('#')) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && allowed[use].includes(scheme)) return undefined;
  if (scheme === undefined && !isFilled && !address.startsWith('//')) return undefined;
  const found = scheme === undefined ? 'an address without a scheme' : `${scheme}:`;
  const schemes = allowed[use].map((one) => `${one}:`).join(' or ');
  return `has ${found} in ${name}, where only ${schemes} may stand; write the whole address`;
}

/** What is wrong with the addresses in styles; undefined when nothing is. */
export function judgeStyles(styles: string, options: JudgeOptions): string | undefined {
  const addresses = [
    ...styles.matchAll(/url\(\s*["']?([^"')]*)/gi),
    ...styles.matchAll(/@import\s+["']([^"']*)/gi),
  ].map(([, address = '']) => address);
  return addresses
    .map((address) => judgeAddress(address, { name: 'styles', use: 'resource', ...options }))
    .find((message) => message !== undefined);
}
