import { changesBox } from './changes-box.ts';
import { checkInSection } from './check-in-section.ts';
import { flightsSection } from './flights-section.ts';
import { attributes as a, newBadge } from './inline-styles.ts';
import { passengersSection } from './passengers-section.ts';

/** One order: numbers, what changed, passengers, flights, where to check in. */
export const orderSection = `{{#if heading}}
<tr><td ${a.gutter('16px 32px 0')}>
<table ${a.layoutTable}><tr><td ${a.ruled('24px 0 0')}><h2 ${a.orderTitle}>{{heading}}</h2></td></tr></table>
</td></tr>
{{/if}}
${changesBox}
<tr><td ${a.gutter('20px 32px 28px')}>
<table ${a.layoutTable}><tr><td ${a.panel}>
<dl style="margin:0">
{{#each sharedReferences}}
<dt ${a.panelTerm}>Airline reference{{#if leg}} ({{leg}}){{/if}}${newBadge}</dt>
<dd ${a.panelLarge}>{{value}}</dd>
{{/each}}
<dt ${a.panelTerm}>Order number</dt>
<dd ${a.panelSmall}>{{orderNo}}</dd>
{{#if price}}
<dt ${a.panelPriceTerm}>Total price</dt>
<dd ${a.panelPrice}><bdi>{{price}}</bdi></dd>
{{/if}}
</dl>
</td></tr></table>
</td></tr>
${passengersSection}
${flightsSection}
${checkInSection}`;
