/** Stands in personal data and document fields of requests: found in clear anywhere, it is a breach. */
export const personalMark = 'FZQMARK';

/** Stands in whatever strangers send: nothing of it may be kept or logged. */
export const strangerMark = 'FZQSTRANGER';

/** An element that only a text from outside can bring onto a page. */
export const markupMark = '<fzq-mark';

/** A header that only a text from outside can bring into an answer. */
export const headerMark = 'x-fzq-injected';
