import { fieldsOf } from '../http/read-fields.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import { unpackDraft, type Draft } from './draft.ts';

/** What the login's form holds. */
export interface LoginForm {
  name: string;
  password: string;
  returnPath: string;
  /** What another form held when the session was over. */
  draft: Draft | undefined;
}

/** A field that is missing or came twice is empty, and an empty name is nobody's. */
export function readLoginForm(body: unknown): LoginForm {
  const fields = fieldsOf(body);
  return {
    name: fields['name'] ?? '',
    password: fields['password'] ?? '',
    returnPath: safeReturnPath(fields['next']),
    draft: unpackDraft(fields),
  };
}
