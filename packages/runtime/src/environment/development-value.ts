/**
 * The mark of values that everybody can read in this repository. It stands in clear or in base64;
 * fifteen bytes are taken, so that their base64 is the same whatever follows.
 */
export const developmentMark = 'development-only';
const markInBase64 = Buffer.from(developmentMark.slice(0, 15)).toString('base64');

/** True for a secret that was only ever meant for development, which production refuses. */
export function isDevelopmentValue(text: string): boolean {
  return text.includes(developmentMark) || text.includes(markInBase64);
}
