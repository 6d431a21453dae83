import { createHash } from 'node:crypto';

/** An inline style as a Content-Security-Policy names it: by the hash of its text. */
export function styleHash(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}
