import type { SmtpBehaviour, SmtpDecision, SmtpStandIn } from '@ticketpost/testkit';

/** The mail server of a fault system. */
export interface MailServer {
  behave(behaviour: SmtpBehaviour | SmtpDecision): void;
  /** Refuses connections until it is healed. */
  goAway(): Promise<void>;
  /** Listens, and takes everything. */
  heal(): Promise<void>;
}

export function createMailServer(standIn: SmtpStandIn): MailServer {
  let isAway = false;
  return {
    behave: (behaviour) => {
      standIn.behave(behaviour);
    },
    async goAway() {
      if (isAway) return;
      isAway = true;
      await standIn.goAway();
    },
    async heal() {
      standIn.behave({});
      if (isAway) await standIn.comeBack();
      isAway = false;
    },
  };
}
