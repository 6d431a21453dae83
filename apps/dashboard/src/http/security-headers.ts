import { Router, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { boardStyleHashes } from '../board/board-style.ts';
import { pageStyle } from '../pages/page-style.ts';
import { shellStyle } from '../pages/shell-style.ts';
import { styleHash } from '../pages/style-hash.ts';

const ours = ["'self'"];
const daySeconds = 24 * 60 * 60;

/** The board tells where it lies by a `<base>`, and loads its own scripts in pieces by their address. */
const boardPath = /^\/queues\b/i;
const boardRules = { baseUri: ours };

/** Elsewhere no text becomes markup or script but by a policy of ours (Trusted Types). */
const pageRules = {
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['ticketpost'],
};

/** What pages of ours never ask a browser for. */
const unusedFeatures = [
  'accelerometer',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/**
 * The headers of every answer. Scripts and styles come from this site only; inline there is nothing
 * but a few styles, by their hashes. Nothing is kept in a cache; static files say otherwise on their
 * own.
 */
export function createSecurityHeaders(options: {
  /** 0: whoever terminates TLS in front of us decides on it for its host. */
  hstsDays: number;
  isBehindTls: (request: Request) => boolean;
}): RequestHandler {
  const { hstsDays, isBehindTls } = options;
  const [forPages, forBoard] = [createHelmet(pageRules), createHelmet(boardRules)];
  const router = Router();
  router.use(
    (request, response, next) => {
      (boardPath.test(request.path) ? forBoard : forPages)(request, response, next);
    },
    (request, response, next) => {
      response.set({
        'Cache-Control': 'no-store',
        'Permissions-Policy': unusedFeatures.map((feature) => `${feature}=()`).join(', '),
      });
      // RFC 6797: over plain HTTP it would be ignored.
      if (hstsDays > 0 && isBehindTls(request)) {
        response.set('Strict-Transport-Security', `max-age=${hstsDays * daySeconds}`);
      }
      next();
    },
  );
  return router;
}

function createHelmet(rules: Readonly<Record<string, string[]>>) {
  return helmet({
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
        formAction: ours,
        frameAncestors: ["'none'"],
        ...rules,
      },
    },
    // With `no-referrer` browsers send `Origin: null` from our own forms, which we refuse.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
  });
}
