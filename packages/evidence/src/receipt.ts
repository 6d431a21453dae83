/** One header line as it came. */
export interface HeaderLine {
  /** In the caller's own spelling. */
  name: string;
  /** Absent when it was withheld, since it may be a secret. */
  value?: string;
  /** Only the beginning of the value was kept. */
  isCut?: true;
}

/** What was found at the door of one delivery. */
export interface Receipt {
  /** Milliseconds since the epoch, when the whole body was there. */
  receivedAt: number;
  /** How long the body took to come, counted from the request's head. */
  bodyMs: number;
  /** Of the caller, as far as the proxies in front are believed. */
  address: string;
  /** The other end of the connection itself, when that is not the caller. */
  peer?: string;
  /** As the caller spoke it: `1.1`. */
  httpVersion: string;
  /** Number of the body's bytes. */
  bytes: number;
  /** SHA-256 (FIPS 180-4) of exactly these bytes, 32 bytes. */
  sha256: Buffer;
  headers: readonly HeaderLine[];
  /** Header lines that were left out, as there were too many or too long ones. */
  omittedHeaders: number;
}
