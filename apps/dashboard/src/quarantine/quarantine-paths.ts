/** The list, of one reason only, if asked. */
export function quarantinePath({
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
  return query === '' ? '/quarantine' : `/quarantine?${query}`;
}

/** The page of one delivery, and what is below it. */
export function quarantinedPath(deliveryId: string, ...below: readonly string[]): string {
  return ['/quarantine', encodeURIComponent(deliveryId), ...below].join('/');
}
