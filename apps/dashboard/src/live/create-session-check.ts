import type { Session, Sessions } from '../sessions/sessions.ts';

/**
 * Makes what tells whether a session that was good goes on. While Redis does not answer nobody knows:
 * then it does, until its time is over in any case. A password has no end.
 */
export function createSessionCheck(sessions: Pick<Sessions, 'isAlive'>) {
  return async (session: Session | undefined): Promise<boolean> => {
    if (session === undefined) return true;
    try {
      return await sessions.isAlive(session);
    } catch {
      return Date.now() < session.endsAt;
    }
  };
}
