import { randomBytes } from 'node:crypto';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { Request, Response } from 'express';
import type { Cookies } from '../http/cookies.ts';
import { deriveKey, keyedHash } from '../http/keyed-hash.ts';
import { endOf, judgeSecret, type SessionTimes } from './judge-secret.ts';
import type { Identity, SessionRecord } from './session-record.ts';
import type { SessionStore } from './session-store.ts';

/** A login that is good now. */
export interface Session {
  /** Stays the same as long as the session lasts; alone it opens nothing. */
  id: string;
  user: DashboardUser;
  by: Identity['by'];
  /** Stands in every form of its pages. */
  formToken: string;
  /** Milliseconds since the epoch: the session is over by then in any case. */
  endsAt: number;
}

/** Everything but `forget` rejects while Redis does not answer: then nobody is known to be logged in. */
export interface Sessions {
  /** Ends the session that the request came with, if any, and begins another under a new id. */
  begin(request: Request, response: Response, identity: Identity): Promise<Session>;
  /** The session of a request. `isUse`: a person asks, not a page that keeps itself up to date. */
  read(
    request: Request,
    response: Response,
    options: { isUse: boolean },
  ): Promise<Session | undefined>;
  /** Whether a session goes on, with the same rights. */
  isAlive(session: Session): Promise<boolean>;
  end(response: Response, session: Session): Promise<void>;
  /** Ends all sessions of the person whose session it is. */
  endAll(response: Response, session: Session): Promise<void>;
  /** Takes the cookies away, which ends nothing on the server. */
  forget(response: Response): void;
}

const cookieForm = /^([\w-]{22})\.([\w-]{43})$/;
/** `usedAt` is written down at most that often. */
const longestTouchEveryMs = 60_000;

/**
 * Sessions by a cookie of an id of 128 bits and a secret of 256 that changes while it is used. Redis
 * keeps keyed hashes of secrets, so that a copy of it lets nobody in, and a record that somebody else
 * changed there is no session. Whom a session belongs to is asked of `findUser` at each request.
 */
export function createSessions(options: {
  store: SessionStore;
  cookies: Cookies;
  secret: string;
  times: SessionTimes;
  /** Who that is today; `undefined` for somebody who may not come in any more. */
  findUser: (identity: Identity) => DashboardUser | undefined;
  /** Told of a cookie that somebody copied. */
  onStolen: (user: DashboardUser) => void;
}): Sessions {
  const { store, cookies, secret, times, findUser, onStolen } = options;
  const secretKey = deriveKey(secret, 'session secrets');
  const tokenKey = deriveKey(secret, 'form tokens of sessions');
  const touchEveryMs = Math.min(longestTouchEveryMs, times.idleTimeoutMs / 30);

  const find = async (id: string) => {
    const record = await store.read(id);
    if (record === undefined) return undefined;
    const user = findUser(record);
    if (user !== undefined && Date.now() < endOf(record, times)) return { record, user };
    await store.remove(id, record.name);
    return undefined;
  };
  const describe = (id: string, record: SessionRecord, user: DashboardUser): Session => ({
    id,
    user,
    by: record.by,
    formToken: keyedHash(tokenKey, id),
    endsAt: record.beganAt + times.timeoutMs,
  });
  const give = (response: Response, session: Session, secretOfNow: string): void => {
    const maxAgeMs = Math.ceil((session.endsAt - Date.now()) / 1000) * 1000;
    cookies.write(response, 'session', { value: `${session.id}.${secretOfNow}`, maxAgeMs });
    cookies.write(response, 'token', { value: session.formToken, maxAgeMs });
  };
  const forget = (response: Response): void => {
    cookies.clear(response, 'session');
    cookies.clear(response, 'token');
  };
  const makeSecret = () => {
    const made = randomBytes(32).toString('base64url');
    return { made, hashed: keyedHash(secretKey, made) };
  };

  const read: Sessions['read'] = async (request, response, { isUse }) => {
    const [, id, presented] = cookieForm.exec(cookies.read(request, 'session')) ?? [];
    if (id === undefined || presented === undefined) return undefined;
    const found = await find(id);
    if (found === undefined) return undefined;
    const { record, user } = found;
    const at = Date.now();
    const hashed = keyedHash(secretKey, presented);
    const judgement = judgeSecret(record, hashed, { ...times, at, isUse });
    if (judgement.kind === 'unknown') return undefined;
    if (judgement.kind === 'used_again') {
      await store.remove(id, record.name);
      onStolen(user);
      return undefined;
    }
    const session = describe(id, record, user);
    const hasOtherRights = user.role !== record.role;
    const isTouched = isUse && at - record.usedAt >= touchEveryMs;
    const usedAt = isUse ? at : record.usedAt;
    const lifeMs = endOf({ ...record, usedAt }, times) - at;
    if (judgement.change === 'rotate' || hasOtherRights) {
      const { made, hashed: current } = makeSecret();
      const next: SessionRecord = {
        ...record,
        current,
        previous: hashed,
        rotatedAt: at,
        seenAt: 0,
        usedAt,
        role: user.role,
      };
      // Of several requests at once one changes it, and the others go on with what they have.
      if (await store.change(id, { current: record.current, record: next, lifeMs })) {
        give(response, session, made);
      }
    } else if (judgement.change === 'seen' || isTouched) {
      const seenAt = judgement.change === 'seen' ? at : record.seenAt;
      const next = { ...record, usedAt, seenAt };
      await store.change(id, { current: record.current, record: next, lifeMs });
    }
    return session;
  };

  return {
    async begin(request, response, identity) {
      const before = await read(request, response, { isUse: false });
      if (before !== undefined) await store.remove(before.id, before.user.name);
      const at = Date.now();
      const id = randomBytes(16).toString('base64url');
      const { made, hashed } = makeSecret();
      const record: SessionRecord = {
        ...pickIdentity(identity),
        ...{ beganAt: at, usedAt: at, current: hashed, previous: '', rotatedAt: at, seenAt: 0 },
      };
      await store.create(id, record, endOf(record, times) - at);
      const { name, role } = identity;
      const session = describe(id, record, { name, role });
      give(response, session, made);
      return session;
    },
    read,
    async isAlive({ id, user: { name, role } }) {
      const found = await find(id);
      return found?.user.name === name && found.user.role === role;
    },
    async end(response, { id, user }) {
      await store.remove(id, user.name);
      forget(response);
    },
    async endAll(response, { id, user }) {
      await store.removeAll(user.name);
      await store.remove(id, user.name);
      forget(response);
    },
    forget,
  };
}

/** Nothing else of a user gets into Redis. */
function pickIdentity({ name, role, by, fingerprint }: Identity): Identity {
  return { name, role, by, fingerprint };
}
