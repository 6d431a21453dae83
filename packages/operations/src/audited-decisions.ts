import type { AuditedAction } from './audit/audited-action.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Decision } from './decision.ts';
import type { OrderDecision } from './orders/order-decision.ts';

interface Kind {
  kind: string;
}

/** Makes what writes decisions about single deliveries to the audit log; dry runs decide nothing. */
export function auditDecisions(audit: Pick<AuditLog, 'around'>) {
  return <Asked extends Decision, Result extends Kind>(
      action: AuditedAction['action'],
      decide: (decision: Asked) => Promise<Result>,
    ) =>
    (decision: Asked): Promise<Result> => {
      const { deliveryId, isDryRun } = decision;
      if (isDryRun === true) return decide(decision);
      return audit.around({ action, deliveryId, ...describePerson(decision) }, () =>
        decide(decision),
      );
    };
}

/** The same for decisions about orders. */
export function auditOrderDecisions(audit: Pick<AuditLog, 'around'>) {
  return <Asked extends OrderDecision, Result extends Kind>(
      action: AuditedAction['action'],
      decide: (orderNo: string, decision: Asked) => Promise<Result>,
    ) =>
    (orderNo: string, decision: Asked): Promise<Result> =>
      audit.around({ action, orderNo, ...describePerson(decision) }, () =>
        decide(orderNo, decision),
      );
}

function describePerson({ by, role, why, via = 'cli' }: Omit<Decision, 'deliveryId'>) {
  return { by, via, why, ...(role === undefined ? {} : { role }) };
}
