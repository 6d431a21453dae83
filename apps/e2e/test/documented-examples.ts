import { readRepositoryFile } from './compose-file.ts';

/** A request that a document shows as a `curl` line, and the answer that it promises. */
export interface HttpExample {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  status: number;
  /** What the answer holds at least; `undefined` when none is shown. */
  answer: object | undefined;
}

interface Block {
  /** What stands behind the fence. */
  info: string;
  text: string;
}

/** The fenced blocks of a document, in order. */
export function readBlocks(document: string): Block[] {
  const text = readRepositoryFile(document);
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(([, info = '', block = '']) => ({
    info,
    text: block,
  }));
}

/** The `curl` lines of a document, each with the block after it. `$NAME` is taken from `values`. */
export function readHttpExamples(
  document: string,
  values: Readonly<Record<string, string>>,
): HttpExample[] {
  const blocks = readBlocks(document);
  return blocks.flatMap(({ info, text }, index) => {
    const answer = blocks[index + 1]?.text ?? '';
    if (info !== 'sh' || !text.startsWith('curl ') || !answer.startsWith('HTTP/1.1 ')) return [];
    const { url, ...request } = readCurlLine(text, values);
    return [{ ...request, path: new URL(url).pathname, ...readAnswer(answer) }];
  });
}

/** The lines of a document that begin with `npx ticketpost`, as arguments of that command. */
export function readCommandExamples(document: string): string[][] {
  return readBlocks(document)
    .filter(({ info }) => info === 'sh')
    .flatMap(({ text }) =>
      splitWords(text, {}).reduce<string[][]>((commands, word) => {
        if (word === 'npx') commands.push([]);
        else commands.at(-1)?.push(word);
        return commands;
      }, []),
    )
    .filter(([program]) => program === 'ticketpost')
    .map((words) => words.slice(1));
}

/** A `curl` line as a request. `$NAME` is taken from `values`. */
export function readCurlLine(line: string, values: Readonly<Record<string, string>> = {}) {
  const words = splitWords(line, values);
  const headers: Record<string, string> = {};
  let method = 'GET';
  let body: string | undefined;
  let url = '';
  for (const [index, word] of words.entries()) {
    const value = words[index + 1] ?? '';
    if (word === '-X') method = value;
    if (word === '-d') body = value;
    if (word === '-H') headers[value.slice(0, value.indexOf(':'))] = value.replace(/^[^:]*: /, '');
    if (/^https?:/.test(word)) url = word;
  }
  return { method: body !== undefined && method === 'GET' ? 'POST' : method, url, headers, body };
}

function readAnswer(text: string) {
  const [head = '', ...rest] = text.split('\n\n');
  const json = rest.join('\n\n').trim();
  return {
    status: Number(head.split(' ')[1]),
    answer: json === '' ? undefined : (JSON.parse(json) as object),
  };
}

/** As a shell would, for the quotes and variables that the documents use. */
function splitWords(line: string, values: Readonly<Record<string, string>>): string[] {
  const words = line.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g);
  return [...words].map(
    ([, literal, quoted = '', bare = '']) =>
      literal ?? (quoted + bare).replace(/\$(\w+)/g, (_text, name: string) => values[name] ?? ''),
  );
}
