import { readFileSync, statSync } from 'node:fs';
import type { Brand } from '@ticketpost/email';
import { parseUrl } from '@ticketpost/schema';
import { describeFileError } from './describe-file-error.ts';

export type LogoReading =
  { kind: 'logo'; logo: NonNullable<Brand['logo']> } | { kind: 'wrong'; problem: string };

/** The file goes inside every mail, and grows by a third there. */
const maxFileKilobytes = 100;

/** By the first bytes, in hexadecimal. */
const pictureTypes = [
  { contentType: 'image/png', signatures: ['89504e470d0a1a0a'] },
  { contentType: 'image/jpeg', signatures: ['ffd8ff'] },
  { contentType: 'image/gif', signatures: ['474946383761', '474946383961'] },
] as const;

/** Takes BRAND_LOGO for an address when it has a scheme, else for the path of a file, and reads that. */
export function readLogo(setting: string): LogoReading {
  return /^https:/i.test(setting) ? readAddress(setting) : readPicture(setting);
}

function readAddress(setting: string): LogoReading {
  const url = parseUrl(setting);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
    return wrong('is no https:// URL that can be asked for. Give one without user and password');
  }
  if (/\.svgz?$/i.test(url.pathname)) return wrong(isSvg);
  return { kind: 'logo', logo: { kind: 'url', href: url.href } };
}

function readPicture(path: string): LogoReading {
  let content: Buffer;
  try {
    const { size } = statSync(path);
    if (size > maxFileKilobytes * 1024) {
      return wrong(
        `is ${Math.ceil(size / 1024)} KB big, at most ${maxFileKilobytes} are taken: the file goes inside every mail and makes each that much bigger. Make the picture smaller (twice BRAND_LOGO_WIDTH is wide enough), or give an https:// URL: ${path}`,
      );
    }
    content = readFileSync(path);
  } catch (error) {
    const { what, remedy } = describeFileError(error);
    return wrong(`names what ${what}; ${remedy}: ${path}`);
  }
  const start = content.toString('hex', 0, 8);
  const type = pictureTypes.find(({ signatures }) =>
    signatures.some((signature) => start.startsWith(signature)),
  );
  if (type !== undefined) {
    return { kind: 'logo', logo: { kind: 'inline', contentType: type.contentType, content } };
  }
  if (/\.svgz?$/i.test(path) || content.includes('<svg')) return wrong(`${isSvg}: ${path}`);
  return wrong(
    `is no PNG, JPEG or GIF by its first bytes. Save the picture as one of them: ${path}`,
  );
}

const isSvg = 'is an SVG, which most mail programs do not show. Save it as a PNG';

function wrong(what: string): LogoReading {
  return { kind: 'wrong', problem: `BRAND_LOGO ${what}.` };
}
