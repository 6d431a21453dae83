/** The field of an order's hash that says when what was personal of it was taken out; RFC 3339 in UTC. */
export const strippedField = 'stripped';
