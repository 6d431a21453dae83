const bytesOf = {
  k1: Buffer.from('Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=', 'base64'),
  k2: Buffer.from('p1TgVb6nMx0cRz4kWq9sLe3yHd7uFj2aOi8vNt5wXoE=', 'base64'),
};

export type KeyId = keyof typeof bytesOf;

/** A list of keys as `PAYLOAD_KEYS` has it. */
export const listOf = (...ids: KeyId[]) =>
  ids.map((id) => `${id}:${bytesOf[id].toString('base64')}`).join(',');

/** Of each key so much that nobody says it by chance. */
export const tellingParts = Object.values(bytesOf).map((bytes) =>
  bytes.toString('base64').slice(0, 20),
);
