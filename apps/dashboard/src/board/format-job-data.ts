/** The fields of a job's data that are in clear, on the event queue and in quarantine. */
const clearFields = new Set([
  'v',
  'deliveryId',
  'receivedAt',
  'type',
  'orderNo',
  'origin',
  'reason',
  'problems',
]);

/** A job's data for people: what is not known to be in clear is shown as `sealed`. */
export function formatJobData(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'sealed';
  return Object.fromEntries(
    Object.entries(data).map(([field, value]: [string, unknown]) => [
      field,
      clearFields.has(field) ? value : 'sealed',
    ]),
  );
}
