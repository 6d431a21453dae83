import { bookingSchema, decodeJson, parseMailbox } from '@ticketpost/schema';
import { Ajv } from 'ajv';
import { lookupAnswerSchema, type LookupAnswer } from './lookup-answer-schema.ts';
import type { LookupOutcome } from './lookup-outcome.ts';

const isLookupAnswer = new Ajv({ allowUnionTypes: true }).compile<LookupAnswer>(lookupAnswerSchema);

const maxName = bookingSchema.properties.name.maxLength;

/**
 * Reads the body of a booking lookup. An address that is not one mailbox makes it invalid; a name
 * or a language that cannot be used is only left out, since the traveller is known without it.
 */
export function readLookupAnswer(body: Buffer): LookupOutcome {
  const decoding = decodeJson(body);
  if (decoding.kind === 'malformed') return fail('lookup_unreadable', 'not JSON');
  const { value } = decoding;
  if (!isLookupAnswer(value)) {
    const [problem] = isLookupAnswer.errors ?? [];
    const place = problem?.instancePath ?? '';
    return fail('lookup_invalid', `${place} ${problem?.message ?? 'is not valid'}`.trim());
  }
  const mailbox = parseMailbox(value.email);
  if (mailbox === undefined) return fail('lookup_invalid', '/email is not one mailbox');
  const cc: string[] = [];
  for (const [index, text] of (value.cc ?? []).entries()) {
    const copy = parseMailbox(text);
    if (copy === undefined) return fail('lookup_invalid', `/cc/${index} is not one mailbox`);
    cc.push(copy);
  }
  const name = value.name?.trim() ?? '';
  const locale = readLanguageTag(value.locale ?? '');
  return {
    kind: 'known',
    recipient: {
      mailbox,
      cc,
      ...(name !== '' && name.length <= maxName ? { name } : {}),
      ...(locale === undefined ? {} : { locale }),
    },
  };
}

/** In its canonical form (BCP 47). */
function readLanguageTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

function fail(reason: 'lookup_unreadable' | 'lookup_invalid', detail: string): LookupOutcome {
  return { kind: 'failed', reason, detail };
}
