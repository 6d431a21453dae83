const dayMs = 24 * 60 * 60 * 1000;

/**
 * How long an order is remembered after its last change, at most: beyond the longest booking horizon.
 * Whoever writes gives it as much; what shortens it is retention.
 */
export const longestRememberedMs = 400 * dayMs;
