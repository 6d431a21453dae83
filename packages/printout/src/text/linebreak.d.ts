/** The part of `linebreak` (UAX 14) that is used here; it brings no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may end; null after the last. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
