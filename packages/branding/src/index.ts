export { BrandingError } from './branding-error.ts';
export type { Branding } from './branding.ts';
export { brandVariables } from './brand-variables.ts';
export { describeTemplateProblem } from './describe-template-problem.ts';
export { judgeBranding, loadBranding } from './load-branding.ts';
export { readTemplateFolder, type TemplateFolder } from './read-template-folder.ts';
