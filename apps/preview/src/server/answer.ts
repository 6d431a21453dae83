/** What the server answers to one request. */
export interface Answer {
  status: number;
  contentType: string;
  body: string | Buffer;
  headers?: Readonly<Record<string, string>>;
}

export function answerPage(body: string, status = 200): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body };
}
