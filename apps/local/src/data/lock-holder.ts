import { codeOf } from '../local-error.ts';
import { askToken } from './token-server.ts';

/** Who holds a data folder, as its lock says. */
export interface LockHolder {
  pid: number;
  /** On 127.0.0.1; answers with the token while the holder lives. */
  port: number;
  token: string;
}

export function parseLockHolder(text: string): LockHolder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('pid' in value && 'port' in value && 'token' in value)) return undefined;
  const { pid, port, token } = value;
  if (typeof pid !== 'number' || typeof port !== 'number' || typeof token !== 'string') {
    return undefined;
  }
  return Number.isInteger(pid) && pid > 0 && port > 0 && port <= 65_535
    ? { pid, port, token }
    : undefined;
}

/** A holder that took the connection but says nothing may be frozen: then its process id decides. */
export async function isHolderAlive({ pid, port, token }: LockHolder): Promise<boolean> {
  const answer = await askToken(port);
  switch (answer.kind) {
    case 'answered':
      return answer.token === token;
    case 'refused':
      return false;
    case 'silent':
      return isRunning(pid);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
