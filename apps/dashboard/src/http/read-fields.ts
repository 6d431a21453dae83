import express, { type RequestHandler } from 'express';

/** The most that a form may hold: far above the longest reason. */
const limit = '16kb';

/** Reads the body of a form or of JSON, for `fieldsOf`. */
export const readBody: RequestHandler[] = [
  express.urlencoded({ extended: false, limit, parameterLimit: 30 }),
  express.json({ limit }),
];

/** The fields of a body, form or JSON, that are texts; `true` of JSON is the tick of a box, `true`. */
export function fieldsOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return [[name, value]];
      return value === true ? [[name, 'true']] : [];
    }),
  );
}
