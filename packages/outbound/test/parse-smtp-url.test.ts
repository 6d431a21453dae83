import { expect, test } from '@jest/globals';
import { parseSmtpUrl, type SmtpServer } from '../src/smtp/parse-smtp-url.ts';

test.each<[string, Partial<SmtpServer>]>([
  ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, tls: 'from_the_start' }],
  ['smtp+starttls://mail.example.com', { port: 587, tls: 'required' }],
  ['smtp://mail.example.com', { port: 587, tls: 'if_offered' }],
  ['smtp://mail.example.com?requireTLS=true', { tls: 'required' }],
  ['smtps://mail.example.com?requireTLS=true', { tls: 'from_the_start' }],
  ['SMTP://mail.example.com:25/', { port: 25 }],
  ['smtp://[::1]:1025', { host: '::1', port: 1025 }],
  ['smtp://mail_pit:1025', { host: 'mail_pit' }],
  ['smtp://mail.example.com?name=ticketpost.example.com', { name: 'ticketpost.example.com' }],
  ['smtps://me:s%3Ae%2Fc%40r%25t@mail.example.com', { auth: { user: 'me', pass: 's:e/c@r%t' } }],
  ['smtps://me%40example.com:x@mail.example.com', { auth: { user: 'me@example.com', pass: 'x' } }],
  ['smtps://apikey:SG.a-b_c@mail.example.com', { auth: { user: 'apikey', pass: 'SG.a-b_c' } }],
])('%s', (url, expected) => {
  expect(parseSmtpUrl(url)).toMatchObject(expected);
});

test.each([
  'smtps://mail.example.com?tls.rejectUnauthorized=false',
  'smtp://mail.example.com?ignoreTLS=true',
  'smtp://mail.example.com?requireTLS=false',
  'smtp+starttls://mail.example.com?requireTLS=false',
  'smtp://mail.example.com?opportunisticTLS=true',
  'smtp://mail.example.com?secure=false',
  'smtps://mail.example.com?tls.minVersion=TLSv1',
  'smtps://mail.example.com?tls.ciphers=ALL',
  'smtps://mail.example.com?tls.servername=other.example.com',
  'smtp://mail.example.com?proxy=http://proxy.example.com',
  'smtp://mail.example.com?logger=true&debug=true',
  'smtp://mail.example.com?host=other.example.com',
  'smtp://mail.example.com?name=a%0D%0AMAIL%20FROM:%3Cx@example.com%3E',
  'smtp://mail.example.com/path',
  'smtp://mail.example.com#fragment',
  'smtp://mail.example.com:0',
  'smtp://',
  'smtp:mail.example.com',
  'smtp://mail%0d%0a.example.com',
  'smtps://me:100%@mail.example.com',
  'smtp://mail.example.com\r\nx',
  'http://mail.example.com',
  'direct://mail.example.com',
  'constructor://mail.example.com',
  '',
])('%j is refused', (url) => {
  expect(parseSmtpUrl(url)).toBeUndefined();
});
