import { expect, test } from '@jest/globals';
import { pickRenderEnvironment } from '../src/rendering/render-environment.ts';

test('the process that renders gets the brand and no secret', () => {
  const environment = {
    PATH: '/bin',
    BRAND_NAME: 'Blue Travel',
    TEMPLATE_DIR: '/templates',
    SMTP_URL: 'smtps://user:a-password@mail.example.com',
    PAYLOAD_KEYS: 'k1:a-key',
    CLOUD_TOKEN: 'not-ours',
    NODE_OPTIONS: '--inspect',
  };
  expect(pickRenderEnvironment(environment)).toEqual({
    PATH: '/bin',
    BRAND_NAME: 'Blue Travel',
    TEMPLATE_DIR: '/templates',
  });
});
