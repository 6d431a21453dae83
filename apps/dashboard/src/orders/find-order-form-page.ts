/** The page that shows a form about an order again, by the path that the form goes to. */
export function findOrderFormPage(action: string): string | undefined {
  const [, order, form] = /^(\/orders\/[^/?#]+)\/(redrive|resend|erase)$/.exec(action) ?? [];
  if (order === undefined) return undefined;
  return form === 'erase' ? `${order}/erase` : order;
}
