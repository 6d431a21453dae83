import { StringDecoder } from 'node:string_decoder';

export interface LineSplitter {
  write(chunk: Buffer): void;
  /** Hands on what came after the last line feed, if anything. */
  end(): void;
}

/** Cuts a stream of bytes into lines at each line feed, whatever the chunks; a CR before it goes too. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const emit = (line: string): void => {
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  };
  return {
    write(chunk) {
      const parts = (rest + decoder.write(chunk)).split('\n');
      rest = parts.pop() ?? '';
      parts.forEach(emit);
    },
    end() {
      rest += decoder.end();
      if (rest !== '') emit(rest);
      rest = '';
    },
  };
}
