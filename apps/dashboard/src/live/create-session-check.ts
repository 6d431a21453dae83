import type { Request, Response } from 'express';
import { parseBasicCredentials } from '../login/basic-credentials.ts';
import type { Sessions } from '../login/session-cookie.ts';
import { signedInUser } from '../login/signed-in-user.ts';

/** Makes what tells whether whoever sent a request is still logged in. A password has no end. */
export function createSessionCheck(sessions: Pick<Sessions, 'read'>) {
  return async (request: Request, response: Response): Promise<boolean> => {
    if (parseBasicCredentials(request.get('Authorization')) !== undefined) return true;
    const user = await sessions.read(request, response);
    return user?.name === signedInUser(request).name;
  };
}
