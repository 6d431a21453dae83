import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Cookies } from '../../http/cookies.ts';
import { isSameText } from '../../http/is-same-text.ts';
import { keyedHash } from '../../http/keyed-hash.ts';

/**
 * Devices that people logged in on, by a signed cookie: whoever has one of an account is slowed down
 * by nobody else's wrong passwords (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
export interface KnownDevices {
  /** The id of a device that this person logged in on; `undefined` for any other. */
  find(request: Request, name: string): string | undefined;
  remember(request: Request, response: Response, name: string): void;
}

const rememberedMs = 180 * 24 * 60 * 60 * 1000;

export function createKnownDevices({
  cookies,
  key,
}: {
  cookies: Cookies;
  key: Buffer;
}): KnownDevices {
  const sign = (id: string, name: string): string => keyedHash(key, id, name);
  const find: KnownDevices['find'] = (request, name) => {
    const [id = '', signature = ''] = cookies.read(request, 'device').split('.');
    return id !== '' && isSameText(signature, sign(id, name)) ? id : undefined;
  };
  return {
    find,
    remember(request, response, name) {
      if (find(request, name) !== undefined) return;
      const id = randomBytes(16).toString('base64url');
      const value = `${id}.${sign(id, name)}`;
      cookies.write(response, 'device', { value, maxAgeMs: rememberedMs });
    },
  };
}
