import { html, type Html } from '@ticketpost/html';
import type { Tone } from './state-words.ts';

/** A state at a glance: its words, and a colour that says no more than they do. */
export function renderBadge({ text, tone }: { text: string; tone: Tone }): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}
