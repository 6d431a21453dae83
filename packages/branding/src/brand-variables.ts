import { languageTags } from '@ticketpost/email/language-tags';
import { defineInteger, defineText } from '@ticketpost/runtime';

const mailbox = '[^\\s@<>,;:"()\\[\\]\\\\]{1,64}@[^\\s@<>,;:"()\\[\\]\\\\]{1,255}';

/** How the mails look, for every process that writes one. */
export const brandVariables = {
  brandName: defineText(
    {
      name: 'BRAND_NAME',
      meaning: 'the name under which the agency writes',
      expectation: 'a name of at least one character',
      example: 'Blue Travel',
    },
    { fallback: 'Your travel agency' },
  ),
  brandLogo: defineText(
    {
      name: 'BRAND_LOGO',
      meaning:
        "the agency's logo: an `https://` address, or the path of a PNG, JPEG or GIF file that then goes inside each mail",
      expectation: 'an https:// URL, or the path of a PNG, JPEG or GIF file',
      example: 'https://www.example.com/logo.png',
      // A path of Windows begins with one letter and a colon.
      pattern: '^([Hh][Tt][Tt][Pp][Ss]://[^\\s]+|(?![A-Za-z][A-Za-z0-9+.-]+:)[^\\r\\n]+)$',
    },
    { optional: true },
  ),
  brandLogoWidth: defineInteger(
    {
      name: 'BRAND_LOGO_WIDTH',
      meaning: 'width of the logo in the mail, in pixels; its height follows',
      expectation: 'a whole number, 16 to 280',
      example: '160',
      minimum: 16,
      maximum: 280,
    },
    { optional: true },
  ),
  brandColor: defineText(
    {
      name: 'BRAND_COLOR',
      meaning:
        'colour of the banner and the links; what is written on it, and links in it, stay readable whatever it is',
      expectation: 'a colour as #rrggbb, six hexadecimal digits',
      example: '#0b4a6f',
      pattern: '^#[0-9A-Fa-f]{6}$',
    },
    { optional: true },
  ),
  brandSupportEmail: defineText(
    {
      name: 'BRAND_SUPPORT_EMAIL',
      meaning: 'where a traveller writes for help',
      expectation: 'one mailbox',
      example: 'help@example.com',
      pattern: `^${mailbox}$`,
    },
    { optional: true },
  ),
  brandSupportPhone: defineText(
    {
      name: 'BRAND_SUPPORT_PHONE',
      meaning: 'where a traveller calls for help',
      expectation: 'a telephone number',
      example: '+44 20 7946 0000',
      pattern: '^[+0-9][0-9 ()./-]{2,30}$',
    },
    { optional: true },
  ),
  brandLegalFooter: defineText(
    {
      name: 'BRAND_LEGAL_FOOTER',
      meaning:
        'what the law wants below a letter: company, address, register; `\\n` begins a new line',
      expectation: 'a text of at most 1000 characters',
      example: 'Blue Travel Ltd\\n1 Example Street, London',
      pattern: '^[\\s\\S]{1,1000}$',
    },
    { optional: true },
  ),
  defaultLocale: defineText(
    {
      name: 'DEFAULT_LOCALE',
      meaning: 'language of a mail whose traveller asked for none, or for one that is not spoken',
      expectation: `one of ${languageTags.join(', ')}, or a language that TEMPLATE_DIR adds`,
      example: 'en',
      pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
    },
    { fallback: 'en' },
  ),
  templateDir: defineText(
    {
      name: 'TEMPLATE_DIR',
      meaning: "folder of the agency's own templates and messages; ours when not set",
      expectation: 'the path of a folder',
      example: '/etc/ticketpost/templates',
      pattern: '^[^\\r\\n]+$',
    },
    { optional: true },
  ),
};
