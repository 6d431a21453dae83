import { sealData, unsealData } from 'iron-session';
import type { Request, Response } from 'express';
import type { Cookies } from '../http/cookies.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import type { Draft } from '../login/draft.ts';
import type { OidcChecks } from './create-oidc.ts';

/** What somebody takes along to the issuer and back, sealed, in their own browser. */
export interface OidcJourney {
  begin(
    response: Response,
    luggage: { checks: OidcChecks; returnPath: string; draft: Draft | undefined },
  ): Promise<void>;
  /** Can be had once: the cookie is taken away. */
  end(
    request: Request,
    response: Response,
  ): Promise<{ checks: OidcChecks; returnPath: string; hasDraft: boolean } | undefined>;
  /** The form that outlived the login; can be had once. */
  takeDraft(request: Request, response: Response): Promise<Draft | undefined>;
}

const lifeSeconds = 10 * 60;
/** Browsers keep no cookie above 4096 bytes; a form that would be taken is far below. */
const longestCookie = 3800;

export function createOidcJourney({
  cookies,
  secret,
}: {
  cookies: Cookies;
  /** At least 32 characters. */
  secret: string;
}): OidcJourney {
  const options = { password: secret, ttl: lifeSeconds };
  const take = async <T extends object>(
    request: Request,
    response: Response,
    use: 'oidc' | 'draft',
  ): Promise<T | undefined> => {
    const sealed = cookies.read(request, use);
    if (sealed === '') return undefined;
    cookies.clear(response, use);
    try {
      const data = await unsealData<Partial<Record<'use' | 'content', unknown>>>(sealed, options);
      return data.use === use ? (data.content as T) : undefined;
    } catch {
      // The library takes some altered texts for nothing and throws at others.
      return undefined;
    }
  };
  const keep = async (response: Response, use: 'oidc' | 'draft', content: object) => {
    const value = await sealData({ use, content }, options);
    const fits = value.length <= longestCookie;
    if (fits) cookies.write(response, use, { value, maxAgeMs: lifeSeconds * 1000 });
    return fits;
  };

  return {
    async begin(response, { checks, returnPath, draft }) {
      const hasDraft = draft !== undefined && (await keep(response, 'draft', draft));
      if (!(await keep(response, 'oidc', { checks, returnPath, hasDraft }))) {
        await keep(response, 'oidc', { checks, returnPath: '/', hasDraft });
      }
    },
    end: (request, response) => take(request, response, 'oidc'),
    async takeDraft(request, response) {
      const draft = await take<Draft>(request, response, 'draft');
      return draft && { ...draft, action: safeReturnPath(draft.action) };
    },
  };
}
