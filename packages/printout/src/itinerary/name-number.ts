import type { LabelledNumber, Language } from '@ticketpost/email';

/** What an airline reference is called, with the half of the journey it is for. */
export function nameReference({ leg }: LabelledNumber, language: Language): string {
  return leg === undefined
    ? language.say('order.reference')
    : language.say('order.referenceOfLeg', { leg });
}

/** What a ticket number is called, with the half of the journey it is for. */
export function nameTicket({ leg }: LabelledNumber, language: Language): string {
  return leg === undefined
    ? language.say('passenger.ticket')
    : language.say('passenger.ticketOfLeg', { leg });
}
