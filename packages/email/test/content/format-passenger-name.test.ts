import { describe, expect, test } from '@jest/globals';
import { formatPassengerName } from '../../src/content/format-passenger-name.ts';

describe('the natural form of a name', () => {
  test.each([
    ['puts the given name first', 'zhang/lisi', 'Lisi Zhang'],
    ['gives capitals to words in capitals', 'SMITH/ADA', 'Ada Smith'],
    ['keeps middle names in their order', 'SMITH/ADA MAY ROSE', 'Ada May Rose Smith'],
    ['keeps all of a family name', 'DE LA CRUZ/ANA', 'Ana De La Cruz'],
    ['has capitals after hyphen and apostrophe', "O'NEIL/JEAN-PAUL", "Jean-Paul O'Neil"],
    ['has capitals after a curved apostrophe', 'O’NEIL/ANN', 'Ann O’Neil'],
    ['keeps words in mixed case', 'McDonald/Mary-ann', 'Mary-ann McDonald'],
    ['keeps accents, also combining ones', 'ÅNGSTRÖM/ZOE\u0308', 'Zoe\u0308 Ångström'],
    ['keeps letters that have no case', '张/三', '三 张'],
    ['keeps emoji', '🎫/ANN', 'Ann 🎫'],
    ['is as given without a slash', 'Si LI', 'Si LI'],
    ['does without a given name', 'ZHANG/', 'Zhang'],
    ['does without a family name', '/LISI', 'Lisi'],
    ['takes further slashes as spaces', 'A/B/C', 'B C A'],
    ['ignores spaces around the slash', ' ZHANG / LISI ', 'Lisi Zhang'],
    ['is empty for a slash alone', '/', ''],
    ['is empty for nothing', '', ''],
    ['copes with half a surrogate pair', 'A\ud83d/B', 'B A\ud83d'],
  ])('%s', (_, given, expected) => {
    expect(formatPassengerName(given)).toBe(expected);
  });
});
