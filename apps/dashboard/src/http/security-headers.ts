import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { boardStyleHashes } from '../board/board-style.ts';
import { pageStyle } from '../pages/page-style.ts';
import { shellStyle } from '../pages/shell-style.ts';
import { styleHash } from '../pages/style-hash.ts';

const ours = ["'self'"];

/**
 * The headers of every answer. Scripts and styles come from this site only; inline there is
 * nothing but a few styles, by their hashes.
 */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ours,
      styleSrc: [...ours, styleHash(pageStyle), styleHash(shellStyle), ...boardStyleHashes],
      imgSrc: [...ours, 'data:'],
      fontSrc: ours,
      connectSrc: ours,
      frameSrc: ours,
      baseUri: ours,
      formAction: ours,
      frameAncestors: ["'none'"],
    },
  },
  // With `no-referrer` browsers send `Origin: null` from our own forms, which we refuse.
  referrerPolicy: { policy: 'same-origin' },
  // Whoever terminates TLS in front of us decides on this for its host.
  strictTransportSecurity: false,
});

/** Nothing is kept in a cache; the board's static files say otherwise on their own. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};
