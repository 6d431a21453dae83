import { hashPassword } from '@ticketpost/passwords';
import type { PasswordUser, Role } from '@ticketpost/settings/dashboard';

/** The least that the bounds allow, so that tests do not wait for scrypt. */
const cheapParameters = { cost: 1024, blockSize: 8, parallelization: 1 };

export const operator = { name: 'olga', password: 'operators open doors' };
export const viewer = { name: 'vera', password: 'viewers only look on' };

export async function makeUser(
  { name, password }: { name: string; password: string },
  role: Role,
): Promise<PasswordUser> {
  return { name, role, hash: await hashPassword(password, cheapParameters) };
}

export async function makeUsers(): Promise<PasswordUser[]> {
  return Promise.all([makeUser(operator, 'operator'), makeUser(viewer, 'viewer')]);
}

export function basic({ name, password }: { name: string; password: string }): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}
