import { styleHash } from '../pages/style-hash.ts';

/**
 * Hides the buttons of what the server refuses anyway, for which the board (9.10.1) has no setting:
 * adding, copying, editing and moving jobs, cleaning, emptying and obliterating queues, pausing,
 * limits. It only spares people a refusal, so a board that names its icons otherwise does no harm.
 */
export const boardStyle = `
[class^='jobActions'] li:not(:has(.lucide-refresh-cw, .lucide-corner-up-left, .lucide-trash-2)),
[class^='queueActions'] li:has(.lucide-trash-2),
[class^='headerContext'] [aria-haspopup='menu'],
[class^='trailing'] > [aria-haspopup='menu'],
[role='menuitem']:has(.lucide-pause, .lucide-play) { display: none; }
`;

/** The styles that the board's page holds: ours and two that its scripts put there. */
export const boardStyleHashes = [
  styleHash(boardStyle),
  styleHash(
    '.base-ui-disable-scrollbar{scrollbar-width:none}.base-ui-disable-scrollbar::-webkit-scrollbar{display:none}',
  ),
  // The colours of the Redis icon.
  "'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU='",
];
