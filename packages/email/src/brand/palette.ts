/** A background with every colour that text takes on it; a test holds each pair to WCAG's 4.5:1. */
interface Surface {
  background: string;
  inks: { text: string; muted: string; link: string };
}

export interface Palette {
  page: Surface;
  banner: Surface;
  card: Surface;
  panel: Surface;
  /** What is new or changed. */
  notice: Surface;
  line: string;
}

export const lightPalette: Palette = {
  page: {
    background: '#eef1f5',
    inks: { text: '#16202c', muted: '#4a5766', link: '#0b5c8a' },
  },
  banner: {
    background: '#0b4a6f',
    inks: { text: '#ffffff', muted: '#d3e8f5', link: '#ffffff' },
  },
  card: {
    background: '#ffffff',
    inks: { text: '#16202c', muted: '#4a5766', link: '#0b5c8a' },
  },
  panel: {
    background: '#eaf3f9',
    inks: { text: '#0b3550', muted: '#3d5567', link: '#0b5c8a' },
  },
  notice: {
    background: '#fff3cd',
    inks: { text: '#4d3800', muted: '#6b5200', link: '#0b5c8a' },
  },
  line: '#d5dce4',
};

export const darkPalette: Palette = {
  page: {
    background: '#0f141a',
    inks: { text: '#eef2f6', muted: '#b0bcc9', link: '#86c9f2' },
  },
  banner: {
    background: '#0d3d5a',
    inks: { text: '#ffffff', muted: '#cbe3f2', link: '#ffffff' },
  },
  card: {
    background: '#1a2129',
    inks: { text: '#eef2f6', muted: '#b0bcc9', link: '#86c9f2' },
  },
  panel: {
    background: '#12303f',
    inks: { text: '#e6f4fd', muted: '#b9d0de', link: '#86c9f2' },
  },
  notice: {
    background: '#3d3110',
    inks: { text: '#ffefbf', muted: '#e6d296', link: '#86c9f2' },
  },
  line: '#37424e',
};
