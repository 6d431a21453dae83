export { hashPassword, minPasswordLength, recommendedParameters } from './hash-password.ts';
export { parsePasswordHash, passwordHashPattern, type PasswordHash } from './password-hash.ts';
export { readPassword, type PasswordReading } from './read-password.ts';
export { verifyPassword } from './verify-password.ts';
