import { lightPalette } from '../../brand/palette.ts';

const { banner, card, panel, notice, page, line } = lightPalette;

const sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const mono = "font-family:ui-monospace,Menlo,Consolas,'Courier New',monospace";
const breakable = 'overflow-wrap:anywhere;word-break:break-word';
const copyable = '-webkit-user-select:all;user-select:all';
const layout = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

const rowHead = (width: string) =>
  `scope="row" align="left" valign="top" class="card-muted" style="width:${width};padding:4px 12px 4px 0;${sans};font-size:14px;line-height:1.5;font-weight:400;text-align:left;color:${card.inks.muted}"`;

/**
 * The attributes of the mail's elements by what they are for: the light mail on a wide screen. The
 * classes are those of the style sheet.
 */
export const attributes = {
  layoutTable: layout,
  pageTable: `${layout} lang="en" dir="ltr" class="page" style="background-color:${page.background}"`,
  sheet: `${layout} class="card sheet" style="max-width:600px;background-color:${card.background};border-radius:12px;overflow:hidden"`,
  banner: `class="banner gutter" style="padding:28px 32px;background-color:${banner.background}"`,
  bannerTitle: `class="banner-text" style="margin:0;${sans};font-size:26px;line-height:1.25;font-weight:700;color:${banner.inks.text}"`,
  bannerLine: `class="banner-muted" style="margin:6px 0 0;${sans};font-size:16px;line-height:1.4;color:${banner.inks.muted};${breakable}"`,
  footer: `class="page-muted" style="margin:0;${sans};font-size:13px;line-height:1.5;color:${page.inks.muted};${breakable}"`,

  gutter: (padding: string) => `class="gutter" style="padding:${padding}"`,
  ruled: (padding: string) =>
    `class="line" style="padding:${padding};border-top:1px solid ${line}"`,
  orderTitle: `class="card-text" style="margin:0;${sans};font-size:22px;line-height:1.3;font-weight:700;color:${card.inks.text}"`,
  sectionTitle: `class="card-text" style="margin:0;${sans};font-size:18px;line-height:1.3;font-weight:700;color:${card.inks.text}"`,
  itemTitle: `class="card-text" style="margin:0;${sans};font-size:17px;line-height:1.35;font-weight:700;color:${card.inks.text};${breakable}"`,
  aside: `class="card-muted" style="font-size:15px;font-weight:400;color:${card.inks.muted}"`,
  paragraph: `class="card-text" style="margin:12px 0 0;${sans};font-size:16px;line-height:1.5;color:${card.inks.text};${breakable}"`,
  link: `class="card-link" style="color:${card.inks.link};text-decoration:underline"`,

  dataTable: (marginTop: string) =>
    `width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:${marginTop};border-collapse:collapse"`,
  rowHead: rowHead('38%'),
  contactHead: rowHead('20%'),
  rowCell: `align="left" valign="top" class="card-text" style="padding:4px 0;${sans};font-size:15px;line-height:1.4;color:${card.inks.text};${breakable}"`,
  number: `style="${mono};font-size:16px;${copyable}"`,
  reference: `style="${mono};font-size:22px;line-height:1.2;font-weight:700;letter-spacing:1px;${copyable}"`,

  extra: 'style="padding-bottom:6px"',
  extraDetails: `class="card-muted" style="font-size:14px;color:${card.inks.muted}"`,

  panel: `class="panel" style="padding:16px 20px;border-radius:8px;background-color:${panel.background}"`,
  panelTerm: `class="panel-muted" style="margin:0;${sans};font-size:14px;line-height:1.4;color:${panel.inks.muted}"`,
  panelLarge: `class="panel-text" style="margin:0 0 12px;${mono};font-size:32px;line-height:1.2;font-weight:700;letter-spacing:2px;color:${panel.inks.text};${copyable};${breakable}"`,
  panelSmall: `class="panel-text" style="margin:0;${mono};font-size:16px;line-height:1.4;color:${panel.inks.text};${copyable};${breakable}"`,

  panelPriceTerm: `class="panel-muted" style="margin:12px 0 0;${sans};font-size:14px;line-height:1.4;color:${panel.inks.muted}"`,
  panelPrice: `class="panel-text" style="margin:0;${sans};font-size:16px;line-height:1.4;color:${panel.inks.text}"`,

  notice: `class="notice" style="padding:16px 20px;border-radius:8px;background-color:${notice.background}"`,
  noticeTitle: `class="notice-text" style="margin:0;${sans};font-size:17px;line-height:1.35;font-weight:700;color:${notice.inks.text}"`,
  noticeList: `class="notice-text" style="margin:8px 0 0;padding:0 0 0 20px;${sans};font-size:15px;line-height:1.5;color:${notice.inks.text};${breakable}"`,
  badge: `class="notice notice-text" style="padding:1px 6px;border-radius:4px;${sans};font-size:12px;line-height:1.4;font-weight:700;letter-spacing:0;white-space:nowrap;background-color:${notice.background};color:${notice.inks.text}"`,

  flightHeading: `class="card-text" style="margin:4px 0 8px;${sans};font-size:16px;line-height:1.35;font-weight:700;color:${card.inks.text}"`,
  flight: `class="line" style="padding:14px 16px;border:1px solid ${line};border-radius:8px"`,
  flightEnd: (width: string) =>
    `align="left" valign="top" width="${width}" style="padding:10px 0 0"`,
  flightMiddle: `align="center" valign="top" width="24%" class="card-muted" style="padding:26px 4px 0;${sans};font-size:13px;line-height:1.4;color:${card.inks.muted}"`,
  dayShift: `class="card-muted" style="font-size:15px;font-weight:400;white-space:nowrap;color:${card.inks.muted}"`,
  arrow: 'aria-hidden="true" style="font-size:18px"',
  label: `class="card-muted" style="margin:0;${sans};font-size:13px;line-height:1.4;color:${card.inks.muted};${breakable}"`,
  clock: `class="card-text" style="margin:0;${sans};font-size:24px;line-height:1.25;font-weight:700;color:${card.inks.text}"`,
  airport: `class="card-text" style="margin:0;${sans};font-size:17px;line-height:1.35;font-weight:700;color:${card.inks.text};${breakable}"`,
} as const;

/** Marks what was not in the mail before. */
export const newBadge = `{{#if isNew}} <strong ${attributes.badge}>new</strong>{{/if}}`;
