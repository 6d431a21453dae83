import { createServer, type Server } from 'node:net';
import { expect, test } from '@jest/globals';
import { findFreePort } from '../../src/index.ts';

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

test('the preferred port when it is free', async () => {
  const free = 20_000 + (process.pid % 10_000);
  const found = await findFreePort(free);
  expect(found).toBeGreaterThanOrEqual(free);
  expect(found).toBeLessThan(free + 100);
});

test('the next one above when it is taken', async () => {
  const taken = await findFreePort(31_000);
  const server = await listen(taken);
  const found = await findFreePort(taken);
  expect(found).toBeGreaterThan(taken);
  expect(found).toBeLessThan(taken + 100);
  (await listen(found)).close();
  server.close();
});

test('any, without a wish', async () => {
  (await listen(await findFreePort())).close();
});
