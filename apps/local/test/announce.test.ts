import { describe, expect, it } from '@jest/globals';
import picocolors from 'picocolors';
import { describeArrival, describeSystem } from '../src/announce.ts';
import type { FoundSupplier } from '../src/supplier/find-supplier.ts';

const ports = {
  redis: 6380,
  supplier: 4011,
  ingest: 3002,
  dashboard: 3001,
  inboxPage: 1080,
  inboxSmtp: 1025,
  ingestAdmin: 9100,
  dashboardAdmin: 9102,
  workerAdmins: [9101, 9103],
};

function announce(supplier: FoundSupplier): string[] {
  return describeSystem({
    ports,
    secrets: {
      webhookSecret: 'door-secret',
      payloadKey: 'local:payload-key',
      sessionSecret: 'cookie-secret',
      bookingsApiKey: 'bookings-key',
      users: [
        { name: 'operator', role: 'operator', password: 'of-operator', hash: 'hash-of-it' },
        { name: 'viewer', role: 'viewer', password: 'of-viewer', hash: 'hash-of-it' },
      ],
    },
    redisUrl: 'redis://127.0.0.1:6380',
    dataFolder: '/data folder',
    supplier,
    bookedOrderNo: 'BOOKED1',
    colors: picocolors.createColors(false),
  });
}

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
    const text = announce({ kind: 'stand_in' }).join('\n');
    for (const part of [
      'http://127.0.0.1:3002/webhooks/atlas/door-secret',
      'http://127.0.0.1:1080',
      'http://127.0.0.1:3001',
      'operator / of-operator',
      'viewer / of-viewer',
      'worker 2 http://127.0.0.1:9103',
      'redis://127.0.0.1:6380',
      '/data folder',
      'Bearer bookings-key',
      'http://127.0.0.1:4011 (a stand-in',
      'BOOKED1',
      'curl ',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/payload-key|cookie-secret|hash-of-it/);
  });

  it("names the person's own supplier without its password, and prints no order that it cannot know", () => {
    const url = 'https://me:geheim@supplier.example.com/api';
    const text = announce({ kind: 'given', url }).join('\n');
    expect(text).toContain('supplier.example.com/api');
    expect(text).not.toMatch(/geheim|stand-in|curl|BOOKED1/);
  });
});
