/** In sentences, with the remedy: what was sealed with keys that are not at hand. */
export function describeMissingKeys(keyIds: readonly string[]): string {
  const names = keyIds.map((keyId) => `"${keyId}"`).join(', ');
  return keyIds.length === 1
    ? `It was sealed with the key ${names}, which is not at hand. Put key ${names} back into PAYLOAD_KEYS, behind the first.`
    : `It was sealed with the keys ${names}, which are not at hand. Put them back into PAYLOAD_KEYS, behind the first.`;
}
