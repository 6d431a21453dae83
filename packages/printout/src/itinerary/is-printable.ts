import type { Language } from '@ticketpost/email';
import type { Faces } from '../fonts/face.ts';
import { assignFaces, replacement } from '../text/assign-faces.ts';

/** If there are fonts for the script of a language: an agency may bring any. */
export function isPrintable(language: Language, faces: Faces): boolean {
  const words = [
    language.say('printout.title'),
    language.say('passengers.title'),
    language.say('flights.title'),
  ].join(' ');
  return !assignFaces(words, faces.regular).text.includes(replacement);
}
