/** The first part of a host's name, which no chat makes a link of; `unknown` of what is none. */
export function toHostName(text: string): string {
  const { first } = /^(?<first>[\w-]{1,63})(?:\.[\w-]{1,63}){0,8}\.?$/.exec(text)?.groups ?? {};
  return first ?? 'unknown';
}
