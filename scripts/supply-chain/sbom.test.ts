import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, test } from '@jest/globals';
import { imageApps } from './image-apps.ts';
import { makeSbom } from './make-sbom.ts';
import { tidySbom, type Sbom } from './tidy-sbom.ts';

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

describe.each(imageApps)('the list of what %s consists of', (app) => {
  test('is CycloneDX, names all that runs and nothing else, and is the same each time', async () => {
    const sbom = await makeSbom(app);
    expect(await validator.validate(JSON.stringify(sbom))).toBeNull();
    const names = sbom.components.map(({ purl }) =>
      decodeURIComponent(purl).replace(/^pkg:npm\/(.+)@.*$/, '$1'),
    );
    expect(names).toEqual(expect.arrayContaining(['ioredis', '@ticketpost/runtime', 'pino']));
    for (const absent of ['jest', 'typescript', '@ticketpost/testkit']) {
      expect(names).not.toContain(absent);
    }
    expect(sbom.metadata).not.toHaveProperty('timestamp');
    expect(JSON.stringify(await makeSbom(app))).toBe(JSON.stringify(sbom));
  });
});

const sample: Sbom = {
  serialNumber: 'urn:uuid:c6fa298c-20a9-42df-9dff-f70038ea520b',
  metadata: { timestamp: '2026-11-24T00:00:00Z', component: { name: 'one' } },
  components: ['pkg:npm/b@1', 'pkg:npm/a@1'].map((purl) => ({ purl, 'bom-ref': purl })),
  dependencies: [
    { ref: 'pkg:npm/b@1', dependsOn: ['pkg:npm/d@1', 'pkg:npm/c@1'] },
    { ref: 'pkg:npm/a@1' },
  ],
};

test('neither the hour, nor the order, nor chance changes the list; what it holds does', () => {
  const other: Sbom = {
    ...sample,
    serialNumber: 'urn:uuid:00000000-20a9-42df-9dff-f70038ea520b',
    metadata: { ...sample.metadata, timestamp: '2027-01-01T00:00:00Z' },
    components: sample.components.toReversed(),
    dependencies: sample.dependencies.toReversed(),
  };
  const tidied = tidySbom(sample);
  expect(tidySbom(other)).toEqual(tidied);
  expect(tidied.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const fewer = tidySbom({ ...sample, components: [] });
  expect(fewer.serialNumber).not.toBe(tidied.serialNumber);
});

test('a time stands in it when one is given, and only a number of seconds is one', () => {
  expect(tidySbom(sample, { sourceDateEpoch: '1795500000' }).metadata.timestamp).toBe(
    '2026-11-24T06:00:00.000Z',
  );
  expect(() => tidySbom(sample, { sourceDateEpoch: 'today' })).toThrow('SOURCE_DATE_EPOCH');
});
