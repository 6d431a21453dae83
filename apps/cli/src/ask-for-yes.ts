import { createInterface } from 'node:readline';

/** Asks a question of which the answer is no, unless somebody says yes; Ctrl-C and Ctrl-D say no. */
export async function askForYes(
  question: string,
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream },
): Promise<boolean> {
  const lines = createInterface({ input, output });
  try {
    return await new Promise<boolean>((resolve) => {
      const breakOff = () => {
        output.write('\n');
        resolve(false);
      };
      lines.once('close', breakOff).once('SIGINT', () => {
        lines.close();
      });
      lines.question(`${question} [y/N] `, (answer) => {
        lines.off('close', breakOff);
        resolve(/^y(es)?$/i.test(answer.trim()));
      });
    });
  } finally {
    lines.close();
  }
}
