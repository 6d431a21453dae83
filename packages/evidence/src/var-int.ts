/** A whole number of 0 to 2⁵³ in as few bytes as it needs, seven bits in each (LEB128), as latin1 text. */
export function writeVarInt(value: number): string {
  let text = '';
  let rest = Math.max(0, Math.round(value));
  while (rest >= 0x80) {
    text += String.fromCharCode(0x80 | (rest % 0x80));
    rest = Math.floor(rest / 0x80);
  }
  return text + String.fromCharCode(rest);
}

/** The number that begins at `at`, and where the next thing begins; `undefined` when it is cut off. */
export function readVarInt(text: string, at: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let digit = 0; digit < 8; digit += 1) {
    const code = text.charCodeAt(at + digit);
    if (Number.isNaN(code)) return undefined;
    value += (code & 0x7f) * 0x80 ** digit;
    if (code < 0x80) return { value, next: at + digit + 1 };
  }
  return undefined;
}
