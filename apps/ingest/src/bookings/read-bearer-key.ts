/** The token of an `Authorization: Bearer …` (RFC 6750, section 2.1), if there is one. */
export function readBearerKey(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
}

/** The `WWW-Authenticate` of an answer 401, which says whether a key was given (RFC 6750, section 3). */
export function formatChallenge(key: string | undefined): string {
  return `Bearer realm="bookings"${key === undefined ? '' : ', error="invalid_token"'}`;
}
