import { boardStyle } from './board-style.ts';

/**
 * The board's page as its package renders it, with our style and without what our
 * Content-Security-Policy refuses: a style sheet from another site and the inline styles of a
 * placeholder that only stands there until the scripts run.
 */
export function adaptBoardPage(page: string): string {
  return page
    .replaceAll(/<link\b[^>]*\bhref="https?:\/\/[^>]*>/g, '')
    .replaceAll(/<style\b[^>]*>.*?<\/style>/gs, '')
    .replaceAll(/(<[a-z][^>]*?)\sstyle="[^"]*"/g, '$1')
    .replace('</head>', () => `<style>${boardStyle}</style></head>`);
}
