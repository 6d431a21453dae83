import { lightPalette } from '../brand/palette.ts';
import { attributes as a } from './html/inline-styles.ts';
import { orderSection } from './html/order-section.ts';
import { styleSheet } from './style-sheet.ts';

/**
 * The mail as HTML. Values are escaped by the engine and stand between tags, those of any script
 * isolated from the writing direction around them; only the hrefs, whose schemes the view has
 * checked, stand in an attribute. No image, no script.
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
<body class="page" style="margin:0;padding:0;background-color:${lightPalette.page.background}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{#if passengerSummary}}For {{passengerSummary}}. {{/if}}{{#if isUpdate}}These details replace those of our last message.{{else}}Please check that every name is right.{{/if}}</div>
<table ${a.pageTable}>
<tr><td align="center" class="margin" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table ${a.sheet}>
<tr><td ${a.banner}>
<h1 ${a.bannerTitle}>{{#if isUpdate}}Your tickets have changed{{else}}Your tickets are issued{{/if}}</h1>
<p ${a.bannerLine}>Booked with <bdi>{{brandName}}</bdi></p>
</td></tr>
<tr><td ${a.gutter('16px 32px 0')}>
<p ${a.paragraph}>Hello{{#if greetingName}} <bdi>{{greetingName}}</bdi>{{/if}},</p>
<p ${a.paragraph}>{{#if isUpdate}}Your tickets have changed since our last message. Please use the details below from now on.{{else}}Here are your booking details. Have them at hand when you check in with the airline.{{/if}}</p>
</td></tr>
{{#each orders}}
${orderSection}
{{/each}}
<tr><td ${a.gutter('0 32px 28px')}>
<table ${a.layoutTable}><tr><td ${a.ruled('24px 0 0')}>
<h2 ${a.sectionTitle}>Is a name wrong?</h2>
<p ${a.paragraph}>Compare every name with the passport or identity card used for travel. If one is wrong, tell <bdi>{{brandName}}</bdi> straight away and quote order{{#if isTrip}}s{{/if}} {{orderList}}. Names are hard to change close to departure.</p>
</td></tr></table>
</td></tr>
{{#if support}}
<tr><td ${a.gutter('0 32px 28px')}>
<h2 ${a.sectionTitle}>Contact <bdi>{{brandName}}</bdi></h2>
<table ${a.dataTable('8px')}>
{{#if support.email}}
<tr><th ${a.contactHead}>E-mail</th><td ${a.rowCell}><a href="{{support.emailHref}}" ${a.link}>{{support.email}}</a></td></tr>
{{/if}}
{{#if support.phone}}
<tr><th ${a.contactHead}>Phone</th><td ${a.rowCell}>{{#if support.phoneHref}}<a href="{{support.phoneHref}}" ${a.link}>{{support.phone}}</a>{{else}}{{support.phone}}{{/if}}</td></tr>
{{/if}}
</table>
</td></tr>
{{/if}}
</table>
<!--[if mso]></td></tr></table><![endif]-->
<table ${a.layoutTable} style="max-width:600px">
<tr><td ${a.gutter('16px 32px')}><p ${a.footer}><bdi>{{brandName}}</bdi> sends you this message because tickets were {{#if isUpdate}}changed{{else}}issued{{/if}} for order{{#if isTrip}}s{{/if}} {{orderList}}.</p></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
