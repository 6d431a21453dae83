import { lightPalette } from '../palette.ts';
import { styleSheet } from './style-sheet.ts';

const { page, banner, card, panel, line } = lightPalette;

const sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const mono = "font-family:ui-monospace,Menlo,Consolas,'Courier New',monospace";
const breakable = 'overflow-wrap:anywhere;word-break:break-word';

const layoutTable = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const dataTable = (marginTop: string) =>
  `width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:${marginTop};border-collapse:collapse"`;

const gutter = (padding: string) => `class="gutter" style="padding:${padding}"`;
const sectionTitle = `class="card-text" style="margin:0;${sans};font-size:18px;line-height:1.3;font-weight:700;color:${card.inks.text}"`;
const paragraph = `class="card-text" style="margin:12px 0 0;${sans};font-size:16px;line-height:1.5;color:${card.inks.text};${breakable}"`;
const rowHead = (width: string) =>
  `scope="row" align="left" valign="top" class="card-muted" style="width:${width};padding:4px 12px 4px 0;${sans};font-size:14px;line-height:1.5;font-weight:400;text-align:left;color:${card.inks.muted}"`;
const passengerHead = rowHead('38%');
const contactHead = rowHead('20%');
const rowCell = `align="left" valign="top" class="card-text" style="padding:4px 0;${sans};font-size:15px;line-height:1.4;color:${card.inks.text};${breakable}"`;
const number = `style="${mono};font-size:16px;-webkit-user-select:all;user-select:all"`;
const reference = `style="${mono};font-size:22px;line-height:1.2;font-weight:700;letter-spacing:1px;-webkit-user-select:all;user-select:all"`;
const panelTerm = `class="panel-muted" style="margin:0;${sans};font-size:14px;line-height:1.4;color:${panel.inks.muted}"`;
const panelLarge = `class="panel-text" style="margin:0 0 12px;${mono};font-size:32px;line-height:1.2;font-weight:700;letter-spacing:2px;color:${panel.inks.text};-webkit-user-select:all;user-select:all;${breakable}"`;
const panelSmall = `class="panel-text" style="margin:0;${mono};font-size:16px;line-height:1.4;color:${panel.inks.text};-webkit-user-select:all;user-select:all;${breakable}"`;
const link = `class="card-link" style="color:${card.inks.link};text-decoration:underline"`;

/**
 * The mail as HTML. Values are escaped by the engine and stand between tags, each isolated from the
 * writing direction around it; only the contact links stand in an attribute. No image, no script.
 */
export const htmlTemplate = `<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>{{subject}}</title>
<style>${styleSheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:${page.background}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{#if passengerSummary}}For {{passengerSummary}}. {{/if}}Please check that every name is right.</div>
<table ${layoutTable} lang="en" dir="ltr" class="page" style="background-color:${page.background}">
<tr><td align="center" class="margin" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table ${layoutTable} class="card sheet" style="max-width:600px;background-color:${card.background};border-radius:12px;overflow:hidden">
<tr><td class="banner gutter" style="padding:28px 32px;background-color:${banner.background}">
<h1 class="banner-text" style="margin:0;${sans};font-size:26px;line-height:1.25;font-weight:700;color:${banner.inks.text}">Your tickets are issued</h1>
<p class="banner-muted" style="margin:6px 0 0;${sans};font-size:16px;line-height:1.4;color:${banner.inks.muted};${breakable}">Booked with <bdi>{{brandName}}</bdi></p>
</td></tr>
<tr><td ${gutter('16px 32px 0')}>
<p ${paragraph}>Hello{{#if greetingName}} <bdi>{{greetingName}}</bdi>{{/if}},</p>
<p ${paragraph}>Here are your booking details. Have them at hand when you check in with the airline.</p>
</td></tr>
<tr><td ${gutter('20px 32px 28px')}>
<table ${layoutTable}><tr><td class="panel" style="padding:16px 20px;border-radius:8px;background-color:${panel.background}">
<dl style="margin:0">
{{#each sharedReferences}}
<dt ${panelTerm}>Airline reference{{#if leg}} ({{leg}}){{/if}}</dt>
<dd ${panelLarge}>{{value}}</dd>
{{/each}}
<dt ${panelTerm}>Order number</dt>
<dd ${panelSmall}>{{orderNo}}</dd>
</dl>
</td></tr></table>
</td></tr>
<tr><td ${gutter('0 32px 12px')}><h2 ${sectionTitle}>Passengers</h2></td></tr>
{{#each passengers}}
<tr><td ${gutter('0 32px')}>
<table ${layoutTable}><tr><td class="line" style="padding:14px 0;border-top:1px solid ${line}">
<h3 class="card-text" style="margin:0;${sans};font-size:17px;line-height:1.35;font-weight:700;color:${card.inks.text};${breakable}">{{#if name}}<bdi>{{name}}</bdi>{{else}}Passenger {{position}}{{/if}}{{#if type}} <span class="card-muted" style="font-size:15px;font-weight:400;color:${card.inks.muted}">({{type}})</span>{{/if}}</h3>
<table ${dataTable('4px')}>
{{#if nameOnTicket}}
<tr><th ${passengerHead}>Name on ticket</th><td ${rowCell}><bdi>{{nameOnTicket}}</bdi></td></tr>
{{/if}}
{{#each references}}
<tr><th ${passengerHead}>Airline reference{{#if leg}} ({{leg}}){{/if}}</th><td ${rowCell}><span ${reference}>{{value}}</span></td></tr>
{{/each}}
{{#each tickets}}
<tr><th ${passengerHead}>Ticket number{{#if leg}} ({{leg}}){{/if}}</th><td ${rowCell}><span ${number}>{{value}}</span></td></tr>
{{/each}}
{{#if isTicketedUnderReference}}
<tr><th ${passengerHead}>Ticket number</th><td ${rowCell}>same as the airline reference</td></tr>
{{/if}}
{{#each extras}}
<tr><th ${passengerHead}>Extra</th><td ${rowCell}><bdi>{{text}}</bdi>{{#if count}} (×{{count}}){{/if}}</td></tr>
{{/each}}
</table>
</td></tr></table>
</td></tr>
{{/each}}
<tr><td ${gutter('0 32px 28px')}>
<table ${layoutTable}><tr><td class="line" style="padding:24px 0 0;border-top:1px solid ${line}">
<h2 ${sectionTitle}>Is a name wrong?</h2>
<p ${paragraph}>Compare every name with the passport or identity card used for travel. If one is wrong, tell <bdi>{{brandName}}</bdi> straight away and quote order {{orderNo}}. Names are hard to change close to departure.</p>
</td></tr></table>
</td></tr>
{{#if support}}
<tr><td ${gutter('0 32px 28px')}>
<h2 ${sectionTitle}>Contact <bdi>{{brandName}}</bdi></h2>
<table ${dataTable('8px')}>
{{#if support.email}}
<tr><th ${contactHead}>E-mail</th><td ${rowCell}><a href="{{support.emailHref}}" ${link}>{{support.email}}</a></td></tr>
{{/if}}
{{#if support.phone}}
<tr><th ${contactHead}>Phone</th><td ${rowCell}>{{#if support.phoneHref}}<a href="{{support.phoneHref}}" ${link}>{{support.phone}}</a>{{else}}{{support.phone}}{{/if}}</td></tr>
{{/if}}
</table>
</td></tr>
{{/if}}
</table>
<!--[if mso]></td></tr></table><![endif]-->
<table ${layoutTable} style="max-width:600px">
<tr><td ${gutter('16px 32px')}><p class="page-muted" style="margin:0;${sans};font-size:13px;line-height:1.5;color:${page.inks.muted};${breakable}"><bdi>{{brandName}}</bdi> sends you this message because tickets were issued for order {{orderNo}}.</p></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
