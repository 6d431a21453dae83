/** The field of a form that proves that a page of ours made it. */
export const formTokenField = 'formToken';

/** A form of ours that changes something, up to the end of its tag: no attribute holds a `>`. */
const form = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/** Puts the token into every form of a page that is sent by POST. */
export function fillInFormToken(page: string, token: string): string {
  const field = `<input type="hidden" name="${formTokenField}" value="${token}" />`;
  return page.replaceAll(form, (tag) => `${tag}${field}`);
}

/** What a form that was sent holds there. */
export function readFormToken(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const token = (body as Readonly<Record<string, unknown>>)[formTokenField];
  return typeof token === 'string' && /^[\w-]{1,64}$/.test(token) ? token : '';
}
