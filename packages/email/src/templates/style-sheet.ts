import { darkPalette } from '../brand/palette.ts';
import type { Palette } from '../brand/palette.ts';

/**
 * What cannot be said in inline styles: dark mode and phones. The inline styles are the light mail
 * on a wide screen, so a client that drops this block still shows a whole mail.
 */
export const styleSheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a[x-apple-data-detectors]{color:inherit !important;text-decoration:none !important}
@media (max-width:480px){
.gutter{padding-left:16px !important;padding-right:16px !important}
.margin{padding:0 !important}
.sheet{border-radius:0 !important}
}
@media (prefers-color-scheme:dark){
${colorRules(darkPalette)}
}
`;

function colorRules({ line, ...surfaces }: Palette): string {
  return Object.entries(surfaces)
    .flatMap(([name, { background, inks }]) => [
      `.${name}{background-color:${background} !important}`,
      ...Object.entries(inks).map(([ink, color]) => `.${name}-${ink}{color:${color} !important}`),
    ])
    .concat(`.line{border-color:${line} !important}`)
    .join('\n');
}
