/** Where a command's words go. */
export interface Terminal {
  /** Standard output: what was asked for. */
  print(text: string | Buffer): void;
  /** Standard error: what is to be known beside it. */
  remark(line: string): void;
  /** Somebody looks at standard output, so nothing may go there that a terminal would obey. */
  readonly isInteractive: boolean;
}
