/** The list, of one reason only, if asked. */
export function deadLettersPath({
  reason,
  page = 1,
}: {
  reason?: string | undefined;
  page?: number;
}): string {
  const query = new URLSearchParams({
    ...(reason === undefined ? {} : { reason }),
    ...(page === 1 ? {} : { page: String(page) }),
  }).toString();
  return query === '' ? '/dead-letters' : `/dead-letters?${query}`;
}

/** The page of one dead letter, and what is below it. */
export function deadLetterPath(deliveryId: string, ...below: readonly string[]): string {
  return ['/dead-letters', encodeURIComponent(deliveryId), ...below].join('/');
}
