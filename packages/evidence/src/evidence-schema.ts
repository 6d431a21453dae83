const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$',
  description: 'RFC 3339 in UTC',
} as const;

const milliseconds = { type: 'number', minimum: 0 } as const;

const header = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    value: { type: 'string' },
    note: {
      type: 'string',
      enum: ['withheld', 'cut'],
      description: 'withheld: it may be a secret. cut: only the beginning of the value was kept.',
    },
  },
} as const;

/** What was received: exactly these bytes, from there, then. */
const request = {
  type: 'object',
  required: [
    'arrivedAt',
    'receivedAt',
    'address',
    'httpVersion',
    'bytes',
    'sha256',
    'headers',
    'omittedHeaders',
  ],
  additionalProperties: false,
  properties: {
    arrivedAt: { ...instant, description: 'when the head of the request was there' },
    receivedAt: { ...instant, description: 'when its body was there, whole' },
    address: { type: 'string', description: 'the caller, as far as proxies in front are believed' },
    peer: { type: 'string', description: 'the other end of the connection, when it is another' },
    httpVersion: { type: 'string' },
    bytes: { type: 'integer', minimum: 0, description: 'length of the body' },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the body' },
    headers: { type: 'array', items: header },
    omittedHeaders: { type: 'integer', minimum: 0 },
  },
} as const;

const answer = {
  type: 'object',
  required: ['kind', 'status', 'at', 'afterMs'],
  additionalProperties: false,
  properties: {
    kind: {
      type: 'string',
      enum: ['sent', 'connection_broken'],
      description: 'connection_broken: the caller was gone before the answer was handed over',
    },
    status: { type: 'integer', minimum: 100, maximum: 599 },
    at: instant,
    afterMs: { ...milliseconds, description: 'since the head of the request was there' },
  },
} as const;

/** Times are absent for `nowhere`. */
const stored = {
  type: 'object',
  required: ['in'],
  additionalProperties: false,
  properties: {
    in: { type: 'string', enum: ['redis', 'journal', 'nowhere'] },
    at: instant,
    afterMs: { ...milliseconds, description: 'since the head of the request was there' },
  },
} as const;

const mail = {
  type: 'object',
  required: ['state'],
  additionalProperties: false,
  properties: {
    state: { type: 'string', description: 'of the confirmation' },
    sentAt: instant,
    messageId: { type: 'string' },
    answer: { type: 'string', description: "the mail server's own words, mailboxes masked" },
  },
} as const;

const attempt = {
  type: 'object',
  required: ['at', 'event', 'answer'],
  additionalProperties: false,
  properties: {
    at: instant,
    event: { type: 'string' },
    reason: { type: 'string', description: 'stable code' },
    answer: { type: 'string', description: "the mail server's own words, mailboxes masked" },
  },
} as const;

/** JSON Schema of the evidence of one delivery. */
export const evidenceSchema = {
  type: 'object',
  required: ['v', 'deliveryId', 'madeAt', 'standing', 'gaps', 'confirmations', 'mailServerAnswers'],
  additionalProperties: false,
  properties: {
    v: { type: 'integer', const: 1 },
    deliveryId: { type: 'string' },
    madeAt: { ...instant, description: 'when this document was made' },
    standing: {
      type: 'string',
      enum: ['queued', 'quarantined', 'on_timeline', 'answer_only'],
      description: 'where the delivery is found now',
    },
    type: { type: 'string', description: 'of the event' },
    orderNo: { type: 'string' },
    reason: { type: 'string', description: 'why the body could not be read' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        additionalProperties: false,
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
      },
    },
    receivedAt: instant,
    queuedAt: { ...instant, description: 'when its entry of the queue was made' },
    request,
    answer,
    stored,
    gaps: {
      type: 'array',
      description: 'what is not on record, and why',
      items: {
        type: 'string',
        enum: [
          'receipt_missing',
          'receipt_key_missing',
          'receipt_damaged',
          'mails_key_missing',
          'answer_missing',
          'delivery_gone',
        ],
      },
    },
    missingKey: {
      type: 'string',
      description:
        'id of the key of PAYLOAD_KEYS that is not at hand and sealed what the request came with',
    },
    missingMailKeys: {
      type: 'array',
      items: { type: 'string' },
      description:
        'ids of the keys of PAYLOAD_KEYS that are not at hand and sealed what became of the mails',
    },
    confirmations: { type: 'array', items: mail },
    mailServerAnswers: { type: 'array', items: attempt },
  },
} as const;
