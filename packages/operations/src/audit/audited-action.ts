/** What people do, in the words of the audit log; `expire` is what retention does by itself. */
export const auditedActions = [
  'redrive',
  'discard',
  'release',
  'resend',
  'erase',
  'export',
  'evidence',
  'board',
  'bulk_redrive',
  'bulk_release',
  'bulk_stop',
  'show_body',
  'export_audit',
  'sign_in',
  'sign_in_refused',
  'sign_out',
  'register',
  'reconcile',
  'reseal',
  'expire',
  'retention',
] as const;

/** Who does what to what, and why. */
export interface AuditedAction {
  action: (typeof auditedActions)[number];
  /** A login of the dashboard, or the name that a command was given. */
  by: string;
  /** Of the login. */
  role?: string;
  via: 'dashboard' | 'cli' | 'board' | 'schedule';
  /** In the person's own words; sealed at rest. */
  why?: string;
  orderNo?: string;
  deliveryId?: string;
  /** More on it: nothing personal. */
  detail?: string;
}

/** One line of the audit log. */
export interface AuditEntry extends AuditedAction {
  /** Grows with time; also the cursor of a page. */
  id: string;
  /** When it was begun; RFC 3339 in UTC. */
  at: string;
  /** How it ended: the `kind` of its result, or `failed`. Absent while it is done, or when its process died. */
  outcome?: string;
  /** The person's words were sealed with a key that is not at hand, or are damaged. */
  isUnreadable?: true;
  /** Id of the key that they take, when that is not at hand. */
  missingKey?: string;
}
