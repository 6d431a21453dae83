/**
 * The comparator, as a process of its own: the route that an agency writes by hand. Express parses
 * the JSON, ajv judges it, and each request waits for its own `queue.add`.
 */
import { Ajv } from 'ajv';
import { Queue } from 'bullmq';
import express from 'express';
import { Redis } from 'ioredis';

const { PORT = '', REDIS_URL = '' } = process.env;

const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
const queue = new Queue('textbook', { connection });
const isEvent = new Ajv().compile({
  type: 'object',
  required: ['type', 'data'],
  properties: {
    type: { const: 'order.ticketed' },
    data: {
      type: 'object',
      required: ['orderNo', 'orderStatus', 'paxTicketInfos'],
      properties: {
        orderNo: { type: 'string' },
        orderStatus: { type: 'integer' },
        paxTicketInfos: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name', 'ticketNos'],
            properties: {
              name: { type: 'string' },
              ticketNos: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    },
  },
});

const app = express();
app.use(express.json());
app.post('/webhook', async (request, response) => {
  if (!isEvent(request.body)) {
    response.status(400).json({ error: 'invalid' });
    return;
  }
  const job = await queue.add('order.ticketed', request.body);
  response.json({ status: 'accepted', id: job.id });
});
app.listen(Number(PORT), '127.0.0.1');
