/**
 * The comparator, as a process of its own: the least that can show an order. It takes the hash as it
 * stands and writes it down, without a login, opening, judging or a page.
 */
import { createServer } from 'node:http';
import { Redis } from 'ioredis';

const { PORT = '', REDIS_URL = '' } = process.env;
const redis = new Redis(REDIS_URL);

createServer((request, response) => {
  const [, , orderNo] = (request.url ?? '').split('/');
  if (orderNo === undefined) {
    response.writeHead(404).end();
    return;
  }
  void redis.hgetall(`ticketpost:order:${orderNo}`).then((fields) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(fields));
  });
}).listen(Number(PORT), '127.0.0.1');
