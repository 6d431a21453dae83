/** What the ledger needs of whoever holds the keys. `context` is authenticated, not stored. */
export interface Sealer {
  seal(plaintext: Buffer, context: string): string;
  open(
    sealed: string,
    context: string,
  ): { kind: 'opened'; plaintext: Buffer } | { kind: 'unknown_key' | 'damaged' };
  /** Keyed hashes of a text, 32 bytes each: the one to write by first, then those of older keys. */
  blind(text: string): readonly [Buffer, ...Buffer[]];
}
