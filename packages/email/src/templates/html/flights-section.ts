import { attributes as a } from './inline-styles.ts';

const when = `{{#if clock}}<p ${a.clock}>{{clock}}{{#if dayShift}} <span ${a.dayShift}>{{dayShift}}</span>{{/if}}</p>{{/if}}
{{#if timeAsGiven}}<p ${a.airport}><bdi>{{timeAsGiven}}</bdi></p>{{/if}}
{{#if date}}<p ${a.label}>{{date}}</p>{{/if}}`;
const where = `<p ${a.airport}><bdi>{{airport}}</bdi></p>
{{#if terminal}}<p ${a.label}><bdi>{{terminal}}</bdi></p>{{/if}}`;

const row = (field: string, head: string) => `{{#if ${field}}}
<tr><th ${a.rowHead}>${head}</th><td ${a.rowCell}><bdi>{{${field}}}</bdi></td></tr>
{{/if}}`;

/** The flights as cards, in the order of travel; nothing without any. */
export const flightsSection = `{{#if flights}}
<tr><td ${a.gutter('0 32px')}>
<table ${a.layoutTable}><tr><td ${a.ruled('24px 0 0')}>
<h2 ${a.sectionTitle}>Flights</h2>
<p ${a.label}>All times are local times at the airport.</p>
</td></tr></table>
</td></tr>
{{#each flights}}
<tr><td ${a.gutter('12px 32px 0')}>
{{#if heading}}
<h3 ${a.flightHeading}>{{heading}}</h3>
{{/if}}
<table ${a.layoutTable}><tr><td ${a.flight}>
<p ${a.itemTitle}>{{#if date}}{{date}}{{/if}}{{#if flightNumber}} <span ${a.aside}>{{#if date}}· {{/if}}Flight <bdi>{{flightNumber}}</bdi></span>{{else}}{{#unless date}}Flight {{position}}{{/unless}}{{/if}}</p>
<table ${a.layoutTable}><tr>
{{#with departure}}
<td ${a.flightEnd('38%')}>
<p ${a.label}>Departure</p>
${when}
${where}
</td>
{{/with}}
<td ${a.flightMiddle}><span ${a.arrow}>→</span>{{#if duration}}<br>{{duration}}{{/if}}</td>
{{#with arrival}}
<td ${a.flightEnd('38%')}>
<p ${a.label}>Arrival</p>
${when}
${where}
</td>
{{/with}}
</tr></table>
{{#if hasDetails}}
<table ${a.dataTable('10px')}>
${row('airline', 'Airline')}
${row('operatedBy', 'Operated by')}
${row('cabin', 'Cabin')}
${row('fare', 'Fare')}
{{#each baggage}}
<tr><th ${a.rowHead}>Included baggage{{#if whose}} ({{whose}}){{/if}}</th><td ${a.rowCell}>{{words}}</td></tr>
{{/each}}
</table>
{{/if}}
</td></tr></table>
</td></tr>
{{/each}}
<tr><td style="height:24px;font-size:0;line-height:0">&nbsp;</td></tr>
{{/if}}`;
