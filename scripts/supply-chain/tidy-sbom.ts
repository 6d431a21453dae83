import { createHash } from 'node:crypto';

interface Component {
  'bom-ref': string;
  purl: string;
}

/** The parts of a CycloneDX document that are looked at. */
export interface Sbom {
  serialNumber?: string;
  metadata: { timestamp?: string; component?: object };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

/**
 * The same document for the same lockfile, whenever and wherever it is made: in a fixed order, with a
 * serial number of its content (a UUID of version 8), and with a time only when one is given, as
 * `SOURCE_DATE_EPOCH` of reproducible-builds.org is.
 */
export function tidySbom(sbom: Sbom, options: { sourceDateEpoch?: string | undefined } = {}): Sbom {
  const { sourceDateEpoch } = options;
  const metadata = { ...sbom.metadata };
  delete metadata.timestamp;
  const tidied: Sbom = {
    ...sbom,
    metadata: {
      ...metadata,
      ...(sourceDateEpoch !== undefined && { timestamp: formatEpoch(sourceDateEpoch) }),
    },
    components: sbom.components.toSorted(by(({ purl }) => purl)),
    dependencies: sbom.dependencies
      .map(({ dependsOn, ...one }) => ({
        ...one,
        ...(dependsOn !== undefined && { dependsOn: dependsOn.toSorted() }),
      }))
      .toSorted(by(({ ref }) => ref)),
  };
  delete tidied.serialNumber;
  return { ...tidied, serialNumber: makeSerialNumber(JSON.stringify(tidied)) };
}

function formatEpoch(seconds: string): string {
  if (!/^\d{1,11}$/.test(seconds)) throw new Error('SOURCE_DATE_EPOCH must be a number of seconds');
  return new Date(Number(seconds) * 1000).toISOString();
}

function makeSerialNumber(content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}

function by<Item>(keyOf: (item: Item) => string) {
  return (a: Item, b: Item) => (keyOf(a) < keyOf(b) ? -1 : 1);
}
