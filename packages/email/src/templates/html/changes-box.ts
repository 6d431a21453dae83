import { attributes as a } from './inline-styles.ts';

/** Names what is different from the mail before. */
export const changesBox = `{{#if changes}}
<tr><td ${a.gutter('20px 32px 0')}>
<table ${a.layoutTable}><tr><td ${a.notice}>
<h2 ${a.noticeTitle}>What has changed</h2>
<ul ${a.noticeList}>
{{#each changes.added}}
<li>Passenger added: <bdi>{{this}}</bdi></li>
{{/each}}
{{#each changes.removed}}
<li>Passenger removed: <bdi>{{this}}</bdi></li>
{{/each}}
{{#each changes.numbers}}
<li>{{label}}{{#if passenger}} of <bdi>{{passenger}}</bdi>{{/if}} {{#if before}}{{#if after}}changed from <bdi>{{before}}</bdi> to <strong><bdi>{{after}}</bdi></strong>{{else}}removed: <bdi>{{before}}</bdi>{{/if}}{{else}}added: <strong><bdi>{{after}}</bdi></strong>{{/if}}</li>
{{/each}}
</ul>
</td></tr></table>
</td></tr>
{{/if}}`;
