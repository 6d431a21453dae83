/** A term in the one spelling that is hashed: `176-2400 000001` and `1762400000001` are the same. */
export function normaliseTerm(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069‐-―−-]/gu, '')
    .toUpperCase();
}
