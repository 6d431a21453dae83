/** What the ledger needs of whoever holds the keys. `context` is authenticated, not stored. */
export interface Sealer {
  seal(plaintext: Buffer, context: string): string;
  open(
    sealed: string,
    context: string,
  ):
    | { kind: 'opened'; plaintext: Buffer }
    /** `keyId`: of the key that it takes, where the sealer can tell. */
    | { kind: 'unknown_key'; keyId?: string }
    | { kind: 'damaged' };
  /** Keyed hashes of a text, 32 bytes each: the one to write by first, then those of older keys. */
  blind(text: string): readonly [Buffer, ...Buffer[]];
}
