/** The logo, the folder of templates or what is in it is wrong. */
export class BrandingError extends Error {
  readonly code = 'branding_wrong';
  /** All there are, one sentence each with its remedy. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BrandingError';
    this.problems = problems;
  }
}
