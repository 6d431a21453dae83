import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ingestVariables } from '../packages/settings/src/ingest/index.ts';

const text = readFileSync(new URL('../docs/behind-a-proxy.md', import.meta.url), 'utf8');
const exampleOf = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';
const nginx = exampleOf('nginx');
const caddy = exampleOf('caddyfile');
const withoutComments = (example: string) => example.replaceAll(/^\s*#.*$/gm, '');
const count = (example: string, pattern: RegExp) =>
  (withoutComments(example).match(pattern) ?? []).length;

/** As long as the server waits, in `apps/ingest/src/http/start-server.ts`. */
const server = readFileSync(
  new URL('../apps/ingest/src/http/start-server.ts', import.meta.url),
  'utf8',
);
const keepAliveMs = Number(/keepAliveTimeoutMs = ([\d_]+)/.exec(server)?.[1]?.replaceAll('_', ''));

describe.each([
  ['nginx', nginx],
  ['Caddy', caddy],
])('the example for %s', (_name, example) => {
  test('closes what it opens', () => {
    expect(count(example, /\{/g)).toBeGreaterThan(0);
    expect(count(example, /\{/g)).toBe(count(example, /\}/g));
  });

  test('hangs up before ingest does', () => {
    const [, seconds] = /keepalive(?:_timeout)? (\d+)s/.exec(example) ?? [];
    expect(Number(seconds) * 1000).toBeLessThan(keepAliveMs);
  });

  test('writes X-Forwarded-For itself', () => {
    expect(example).toMatch(/X-Forwarded-For (?:\$remote_addr;|\{remote_host\}\n)/);
  });
});

describe('nginx', () => {
  test('ends every directive', () => {
    const lines = withoutComments(nginx)
      .split('\n')
      .map((line) => line.trim());
    for (const line of lines.filter((one) => one !== '')) {
      expect(line).toMatch(/[;{}]$|^log_format /);
    }
  });

  test('logs no address', () => {
    const format = /log_format[^;]+;/.exec(nginx)?.[0] ?? '';
    expect(format).toContain('$ticketpost_target');
    expect(format).not.toMatch(/\$(?:request|request_uri|uri|document_uri|args|http_\w+)\b/);
    expect(count(nginx, /error_log \/dev\/null;/g)).toBe(count(nginx, /^server \{/gm));
    expect(count(nginx, /default\s+\*\*\*;/g)).toBe(1);
  });

  test('takes as large a body as ingest does, without a file', () => {
    const kibibytes = ingestVariables.maxBodyBytes.fallback / 1024;
    expect(nginx).toContain(`client_max_body_size ${kibibytes}k;`);
    expect(nginx).toContain(`client_body_buffer_size ${kibibytes}k;`);
  });

  test('passes the address on as it came', () => {
    expect(nginx).toContain('proxy_pass http://ticketpost;');
  });
});

test('Caddy logs no address, in no log', () => {
  expect(count(caddy, /^\t*log( default)? \{/gm)).toBe(2);
  expect(count(caddy, /request>uri replace \*\*\*/g)).toBe(2);
});
