import { largeSamples } from './large-samples.ts';
import { oddSamples } from './odd-samples.ts';
import type { Sample } from './sample.ts';
import { usualSamples } from './usual-samples.ts';

/** The bookings that the page shows, the visual test looks at and the pictures are made of. */
export const samples: readonly Sample[] = [...usualSamples, ...largeSamples, ...oddSamples];
