import { parseUrl } from '@ticketpost/schema';
import type { EmailAttachment } from '../rendered-email.ts';
import type { Brand, BrandLogo } from './brand.ts';

/** The logo as a template shows it. */
export interface LogoView {
  /** An https address, or the `cid:` of an image inside the mail. */
  src: string;
  /** CSS pixels. */
  width: number;
}

const contentId = 'logo@ticketpost';
const defaultWidth = 160;
/** No wider than what a phone of 320 px shows. */
const maxWidth = 280;
const endings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const;

/** What of the logo can be shown; undefined without one, and for an address that is not https. */
export function readLogo({ logo, logoWidth }: Brand): LogoView | undefined {
  const src = logo && findSource(logo);
  if (src === undefined) return undefined;
  const isUsable = logoWidth !== undefined && Number.isFinite(logoWidth) && logoWidth >= 1;
  return { src, width: Math.min(isUsable ? Math.round(logoWidth) : defaultWidth, maxWidth) };
}

/** The image that goes inside each mail, for the `cid:` of `readLogo`. */
export function attachLogo({ logo }: Brand): EmailAttachment[] {
  if (logo?.kind !== 'inline') return [];
  const { contentType, content } = logo;
  return [{ filename: `logo.${endings[contentType]}`, contentType, content, cid: contentId }];
}

function findSource(logo: BrandLogo): string | undefined {
  if (logo.kind === 'inline') return `cid:${contentId}`;
  const url = parseUrl(logo.href);
  return url?.protocol === 'https:' && url.username === '' ? url.href : undefined;
}
