import { expect, test } from '@jest/globals';
import { playSmtpBehaviour, type SmtpBehaviour } from '../../src/smtp/smtp-behaviour.ts';

const later = { reply: 450 };
const never = { reply: 550 };
const rows: [string, SmtpBehaviour, unknown[]][] = [
  ['an empty script is good', {}, [undefined, undefined]],
  ['a step without a number stays', { data: later }, [later, later, later]],
  ['a step for one occasion', { data: { ...later, times: 1 } }, [450, undefined]],
  ['two occasions, then another step', { data: [{ ...later, times: 2 }, never] }, [450, 450, 550]],
  [
    'steps with numbers, then good',
    {
      data: [
        { ...later, times: 1 },
        { ...never, times: 1 },
      ],
    },
    [450, 550, undefined],
  ],
  ['a step for no occasion is passed over', { data: [{ ...later, times: 0 }, never] }, [550]],
  ['steps of another stage do not count', { mail: later }, [undefined]],
];

test.each(rows)('%s', (_name, script, expected) => {
  const decide = playSmtpBehaviour(script);
  const codes = expected.map(() => {
    const action = decide('data', '');
    return action && 'reply' in action ? action.reply : undefined;
  });
  expect(codes).toEqual(
    expected.map((step) => (typeof step === 'object' ? (step as typeof later).reply : step)),
  );
});
