import type { PasswordReading } from '@ticketpost/passwords';

/** Where a command's words go. */
export interface Terminal {
  /** Standard output: what was asked for. */
  print(text: string | Buffer): void;
  /** Standard error: what is to be known beside it. */
  remark(line: string): void;
  /** A line on how it goes, in the place of the one before; absent when nobody looks. */
  readonly progress?: ((line: string) => void) | undefined;
  /** Asks somebody for a yes; absent when nobody is there to answer. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** One line that a terminal does not show. */
  readPassword(): Promise<PasswordReading>;
  /** Somebody looks at standard output, so nothing may go there that a terminal would obey. */
  readonly isInteractive: boolean;
}
