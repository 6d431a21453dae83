import { createMarkSets } from '../../src/fuzz/judge/mark-sets.ts';
import { createRequest } from '../../src/fuzz/requests/create-request.ts';
import { doors, type Door, type FuzzRequest } from '../../src/fuzz/requests/fuzz-request.ts';
import type { Scene } from '../../src/fuzz/requests/scene.ts';

/** The webhook's secret here, which nobody may be shown. */
export const secret = 'the-secret-of-this-test';

export const marks = createMarkSets([secret]);

const scene: Scene = {
  webhookPath: `/webhooks/atlas/${secret}`,
  bookingsKey: 'a-key-of-this-test',
  honestOrders: ['HONEST1'],
  decoyOrders: ['DECOY1', 'DECOY2'],
  deliveryIds: ['d1'],
  viewer: { cookies: 'ticketpost_session=v', formFields: {}, authorization: 'Basic dg==' },
  operator: {
    cookies: 'ticketpost_session=o',
    formFields: { formToken: 'token' },
    authorization: 'Basic bw==',
  },
};

/** A request that is made of a seed and its number alone. */
export const makeRequest = (
  number: number,
  about: { seed?: number; only?: Door } = {},
): FuzzRequest =>
  createRequest({
    ...{ seed: about.seed ?? 1, number, scene },
    doors: about.only === undefined ? doors : [about.only],
  });
