/** `<key id>.<base64url of nonce, ciphertext and tag>`, as a keyring seals. */
const form = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{38,}/g;

/** All that looks sealed in a text of no form that is known. */
export function findVisibleSeals(text: string): string[] {
  return text.match(form) ?? [];
}
