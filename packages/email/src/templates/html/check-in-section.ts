import { attributes as a } from './inline-styles.ts';

/** Where one checks in; nothing without a web site. */
export const checkInSection = `{{#if checkInLinks}}
<tr><td ${a.gutter('0 32px 24px')}>
<table ${a.layoutTable}><tr><td ${a.ruled('24px 0 0')}>
<h2 ${a.sectionTitle}>Check in with the airline</h2>
<table ${a.dataTable('8px')}>
{{#each checkInLinks}}
<tr><th ${a.rowHead}><bdi>{{airline}}</bdi></th><td ${a.rowCell}><a href="{{href}}" ${a.link}>{{host}}</a></td></tr>
{{/each}}
</table>
</td></tr></table>
</td></tr>
{{/if}}`;
