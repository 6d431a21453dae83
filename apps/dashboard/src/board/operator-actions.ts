/** What an operator may change on the board, by its own routes. All else is refused. */
export const operatorActions: Readonly<Record<string, string>> = {
  'put /api/queues/:queueName/:jobId/retry': 'retry',
  'put /api/queues/:queueName/retry/:queueStatus': 'retry_all',
  'put /api/queues/:queueName/:jobId/promote': 'promote',
  'put /api/queues/:queueName/promote': 'promote_all',
  'put /api/queues/:queueName/:jobId/clean': 'remove',
};
