/**
 * What is looked at inside nodemailer's pool: it bounds only the silence of a server that answers the
 * RSET behind a refused mail, or the QUIT of an idle connection.
 */
interface PoolInside {
  _connections?: readonly {
    available: boolean;
    queueEntry?: object | false;
    close(): void;
  }[];
}

/** Ends the connections that have no mail and take none, to make room for others; no mail is hurt. */
export function endStuckConnections(pool: object): void {
  const { _connections: connections = [] }: PoolInside = pool;
  const stuck = connections.filter(
    ({ available, queueEntry }) => !available && queueEntry === false,
  );
  for (const connection of stuck) connection.close();
}
