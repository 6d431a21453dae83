/** What a check that is not well means, and what is to be done about it, in sentences. */
interface CheckExplanation {
  meaning: string;
  remedy: string;
}

const explanations: Readonly<Record<string, CheckExplanation>> = {
  supplier: {
    meaning: 'The supplier refuses us. Confirmations wait meanwhile.',
    remedy:
      'Check ATLAS_CLIENT_ID, ATLAS_CLIENT_SECRET and ATLAS_BASE_URL, and that the supplier allows the address of the machine.',
  },
  payload_keys: {
    meaning: 'Something stored does not open with the keys at hand.',
    remedy:
      'Run `ticketpost doctor`, which names the key, and put it back into PAYLOAD_KEYS, behind the first.',
  },
  clock: {
    meaning: 'The clocks of Redis and of the process differ.',
    remedy: 'Set the clocks of both machines by a time server.',
  },
  redis_settings: {
    meaning: 'Redis is not set as it must be.',
    remedy: 'Run `ticketpost doctor`, which names the setting.',
  },
};

/** Explains a check by its name alone: what a process says of it is anybody's who can write to Redis. */
export function explainCheck(name: string): CheckExplanation {
  const known = Object.hasOwn(explanations, name) ? explanations[name] : undefined;
  return (
    known ?? {
      meaning: `The check ${name} fails, which this version does not know.`,
      remedy: 'See the readyz of the process.',
    }
  );
}
