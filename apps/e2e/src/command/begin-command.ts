import { obtainRedisProgram, type RedisProgram } from '@ticketpost/testkit';
import type { CommandReading } from './parse-command.ts';

/** Writes a line beside the result. */
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Answers what a command was asked for and the Redis to do it with, or ends the process with the reason. */
export async function beginCommand<Options>(
  reading: CommandReading<Options>,
): Promise<{ options: Options; program: RedisProgram }> {
  if (reading.kind === 'end') {
    process.stderr.write(reading.text);
    process.exit(reading.exitCode);
  }
  const obtained = await obtainRedisProgram({ announce: tell });
  if (obtained.kind === 'missing') {
    tell(obtained.remedy);
    process.exit(1);
  }
  return { options: reading.options, program: obtained.program };
}
