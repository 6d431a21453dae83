import { frameStyle } from './frame-style.ts';
import { orderStyle } from './order-style.ts';
import { overviewStyle } from '../overview/overview-style.ts';
import { partsStyle } from './parts-style.ts';
import { themeStyle } from './theme-style.ts';

/** The style of every page behind the login: one text, so that it has one hash. */
export const shellStyle = [themeStyle, frameStyle, partsStyle, orderStyle, overviewStyle].join('');
