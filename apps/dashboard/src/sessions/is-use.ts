import type { Request } from 'express';

/** What pages ask for by themselves over and over, which is no sign that somebody is there. */
const polled = /^\/(events|queues\/api\/)/i;

/** Whether a person is behind a request. */
export function isUse({ method, path }: Request): boolean {
  return !(['GET', 'HEAD'].includes(method) && polled.test(path));
}
