import { checkOwnTemplates, languageTags, type Brand } from '@ticketpost/email';
import type { ConfigOf } from '@ticketpost/runtime';
import type { brandVariables } from './brand-variables.ts';
import { BrandingError } from './branding-error.ts';
import type { Branding } from './branding.ts';
import { describeTemplateProblem } from './describe-template-problem.ts';
import { readLogo } from './read-logo.ts';
import { readTemplateFolder, type TemplateFolder } from './read-template-folder.ts';

type BrandConfig = ConfigOf<typeof brandVariables>;

/**
 * Reads the logo and the agency's own templates, and tries the templates on one order. Throws a
 * `BrandingError` with all that is wrong. `judgeBranding` told of the same before the process ran on.
 */
export function loadBranding(config: BrandConfig): Branding {
  const reading = readBranding(config);
  if (reading.problems.length > 0) throw new BrandingError(reading.problems);
  return reading.branding;
}

/** What is wrong with the logo and the templates, for `loadConfig`: a sentence each, with the remedy. */
export function judgeBranding(config: BrandConfig): readonly string[] {
  return readBranding(config).problems;
}

function readBranding(config: BrandConfig): { branding: Branding; problems: readonly string[] } {
  const { brandLogo, templateDir } = config;
  const logo = brandLogo === undefined ? undefined : readLogo(brandLogo);
  const folder = templateDir === undefined ? noFolder : readTemplateFolder(templateDir);
  const locales = [...languageTags, ...Object.keys(folder.templates.messages ?? {})];
  const defaultLocale = locales.find((tag) => isSameTag(tag, config.defaultLocale));
  const templateProblems = [
    ...folder.problems,
    ...checkOwnTemplates(folder.templates, { probes: 'one' }).map((problem) =>
      folder.locate(problem),
    ),
  ];
  return {
    branding: {
      brand: { ...createBrand(config), ...(logo?.kind === 'logo' && { logo: logo.logo }) },
      templates: folder.templates,
      defaultLocale: defaultLocale ?? config.defaultLocale,
      warnings: folder.warnings.map((warning) => `TEMPLATE_DIR: ${warning}`),
    },
    problems: [
      ...(logo?.kind === 'wrong' ? [logo.problem] : []),
      ...(defaultLocale === undefined
        ? [
            `DEFAULT_LOCALE is no language that mails are written in. Set one of ${[...new Set(locales)].join(', ')}.`,
          ]
        : []),
      ...templateProblems.map((problem) => `TEMPLATE_DIR: ${describeTemplateProblem(problem)}`),
    ],
  };
}

const noFolder: TemplateFolder = {
  templates: {},
  problems: [],
  warnings: [],
  locate: (problem) => problem,
};

function createBrand(config: BrandConfig): Brand {
  const { brandColor, brandLogoWidth, brandSupportEmail, brandSupportPhone, brandLegalFooter } =
    config;
  return {
    name: config.brandName,
    ...(brandColor !== undefined && { color: brandColor }),
    ...(brandLogoWidth !== undefined && { logoWidth: brandLogoWidth }),
    ...(brandSupportEmail !== undefined && { supportEmail: brandSupportEmail }),
    ...(brandSupportPhone !== undefined && { supportPhone: brandSupportPhone }),
    // A file of settings holds one line a value: `\n` stands for the break there.
    ...(brandLegalFooter !== undefined && {
      legalFooter: brandLegalFooter.replaceAll('\\n', '\n'),
    }),
  };
}

function isSameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
