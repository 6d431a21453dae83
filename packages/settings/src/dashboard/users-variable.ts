import { passwordHashPattern } from '@ticketpost/passwords';
import { defineList, type Variable } from '@ticketpost/runtime';
import { roles, type PasswordUser } from './dashboard-user.ts';

const nameForm = '^[^:,\\s\\u0000-\\u001f\\u007f]{1,64}$';

const list = defineList(
  {
    name: 'DASHBOARD_USERS',
    meaning:
      'comma list `name:role:hash` of those who may log in with a password; roles viewer and operator; `npm run --silent hash-password` prints a hash',
    expectation:
      'a comma list of name:role:hash, each name once, each role viewer or operator, each hash as npm run --silent hash-password prints it',
    example: `alice:operator:scrypt.32768.8.3.${'A'.repeat(22)}.${'A'.repeat(43)}`,
    secret: true,
    items: {},
  },
  { fallback: [], required: 'in production' },
);

/** `DASHBOARD_USERS`: who may log in. */
export const usersVariable: Variable<readonly PasswordUser[]> = {
  ...list,
  // Whoever comes by the issuer needs no password here.
  unless: 'OIDC_ISSUER',
  fallback: [],
  read: readUsers,
  schema: {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['name', 'role', 'hash'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: nameForm },
        role: { enum: roles },
        hash: { type: 'string', pattern: `^${passwordHashPattern}$` },
      },
    },
  },
};

/**
 * A name that came before is left out of its entry, which the schema then refuses. Names are compared
 * in Unicode's composed form (RFC 8265), since keyboards differ in how they spell é.
 */
function readUsers(text: string): object[] {
  const names = new Set<string>();
  return text.split(',').map((entry) => {
    const [written = '', role, ...hash] = entry.trim().split(':');
    const name = written.normalize('NFC');
    const isRepeated = names.has(name);
    names.add(name);
    return { ...(isRepeated ? {} : { name }), role, hash: hash.join(':') };
  });
}
