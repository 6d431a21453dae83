import { describe, expect, it } from '@jest/globals';
import picocolors from 'picocolors';
import { describeArrival, describeSystem } from '../src/announce.ts';

const ports = {
  redis: 6380,
  ingest: 3002,
  dashboard: 3001,
  inboxPage: 1080,
  inboxSmtp: 1025,
  ingestAdmin: 9100,
  dashboardAdmin: 9102,
  workerAdmins: [9101, 9103],
};

describe('what a person reads', () => {
  it('names the mail by order, Message-ID, recipient and subject', () => {
    const line = describeArrival({
      orderNo: 'TESTA1',
      messageId: '<id@example.com>',
      recipients: ['traveller@example.com'],
      subject: 'Tickets\u001b[2J',
    });
    for (const part of ['TESTA1', '<id@example.com>', 'traveller@example.com', 'Tickets\\u001b']) {
      expect(line).toContain(part);
    }
  });

  it('holds every address and login', () => {
    const text = describeSystem({
      ports,
      secrets: {
        webhookSecret: 'door-secret',
        payloadKey: 'local:payload-key',
        sessionSecret: 'cookie-secret',
        users: [
          { name: 'operator', role: 'operator', password: 'of-operator', hash: 'hash-of-it' },
          { name: 'viewer', role: 'viewer', password: 'of-viewer', hash: 'hash-of-it' },
        ],
      },
      redisUrl: 'redis://127.0.0.1:6380',
      dataFolder: '/data folder',
      colors: picocolors.createColors(false),
    }).join('\n');
    for (const part of [
      'http://127.0.0.1:3002/webhooks/atlas/door-secret',
      'http://127.0.0.1:1080',
      'http://127.0.0.1:3001',
      'operator / of-operator',
      'viewer / of-viewer',
      'worker 2 http://127.0.0.1:9103',
      'redis://127.0.0.1:6380',
      '/data folder',
      'curl ',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/payload-key|cookie-secret|hash-of-it/);
  });
});
