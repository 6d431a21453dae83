import { attributes as a, newBadge } from './inline-styles.ts';

/** Every passenger with the name on the ticket, numbers and extras. */
export const passengersSection = `<tr><td ${a.gutter('0 32px 12px')}><h2 ${a.sectionTitle}>Passengers</h2></td></tr>
{{#each passengers}}
<tr><td ${a.gutter('0 32px')}>
<table ${a.layoutTable}><tr><td ${a.ruled('14px 0')}>
<h3 ${a.itemTitle}>{{#if name}}<bdi>{{name}}</bdi>{{else}}Passenger {{position}}{{/if}}{{#if type}} <span ${a.aside}>({{type}})</span>{{/if}}${newBadge}</h3>
{{#if hasDetails}}
<table ${a.dataTable('4px')}>
{{#if nameOnTicket}}
<tr><th ${a.rowHead}>Name on ticket</th><td ${a.rowCell}><bdi>{{nameOnTicket}}</bdi></td></tr>
{{/if}}
{{#each references}}
<tr><th ${a.rowHead}>Airline reference{{#if leg}} ({{leg}}){{/if}}</th><td ${a.rowCell}><span ${a.reference}>{{value}}</span>${newBadge}</td></tr>
{{/each}}
{{#each tickets}}
<tr><th ${a.rowHead}>Ticket number{{#if leg}} ({{leg}}){{/if}}</th><td ${a.rowCell}><span ${a.number}>{{value}}</span>${newBadge}</td></tr>
{{/each}}
{{#if isTicketedUnderReference}}
<tr><th ${a.rowHead}>Ticket number</th><td ${a.rowCell}>same as the airline reference{{#if isNewlyUnderReference}} <strong ${a.badge}>new</strong>{{/if}}</td></tr>
{{/if}}
{{#if extras}}
<tr><th ${a.rowHead}>Extras</th><td ${a.rowCell}>{{#each extras}}<div ${a.extra}><bdi>{{text}}</bdi>{{#if count}} (×{{count}}){{/if}}{{#if details}}<br><bdi ${a.extraDetails}>{{details}}</bdi>{{/if}}</div>
{{/each}}</td></tr>
{{/if}}
</table>
{{/if}}
</td></tr></table>
</td></tr>
{{/each}}`;
