import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { formTokenField } from '../forms/form-token-field.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { fieldsOf, readBody } from '../http/read-fields.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';

/** What somebody had written into a form that was not carried out. */
export interface Draft {
  /** The path on this site that the form goes to. */
  action: string;
  fields: Readonly<Record<string, string>>;
}

const draftsByRequest = new WeakMap<IncomingMessage, Draft>();

/** Hands a draft to the page that shows it again. */
export function setDraft(request: IncomingMessage, draft: Draft): void {
  draftsByRequest.set(request, draft);
}

export function draftOf(request: IncomingMessage): Draft | undefined {
  return draftsByRequest.get(request);
}

/** What the form of this request held; `undefined` for what is no form of a page. */
export async function readDraft(request: Request, response: Response): Promise<Draft | undefined> {
  const action = safeReturnPath(request.originalUrl);
  const isForm =
    request.method === 'POST' &&
    action !== '/' &&
    asksForHtml(request) &&
    request.is('application/x-www-form-urlencoded') !== false;
  if (!isForm) return undefined;
  try {
    for (const handler of readBody) await run(handler, request, response);
  } catch {
    return undefined;
  }
  return draftFrom(request, action);
}

/** The same of a request whose body was read. */
export function draftFrom(request: Request, action: string): Draft | undefined {
  // The token belongs to the login that is over.
  const fields = Object.entries(fieldsOf(request.body)).filter(([name]) => name !== formTokenField);
  return fields.length === 0 ? undefined : { action, fields: Object.fromEntries(fields) };
}

const prefix = 'draft.';
const actionField = 'draft';

/** A draft as the fields of another form, the login's. */
export function packDraft({ action, fields }: Draft): (readonly [name: string, value: string])[] {
  const packed = Object.entries(fields).map(
    ([name, value]) => [`${prefix}${name}`, value] as const,
  );
  return [[actionField, action], ...packed];
}

/** The draft among the fields of the login's form. */
export function unpackDraft(fields: Readonly<Record<string, string>>): Draft | undefined {
  const action = safeReturnPath(fields[actionField]);
  if (action === '/') return undefined;
  const unpacked = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  );
  return { action, fields: Object.fromEntries(unpacked) };
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(new Error('the body cannot be read', { cause: error }));
    };
    void handler(request, response, next);
  });
}
