/** A property in jCal (RFC 7265): name, parameters, type of the value, value. */
export type JCalProperty = [
  name: string,
  parameters: Readonly<Record<string, string>>,
  type: string,
  value: string | number,
];

/** A component in jCal (RFC 7265). */
export type JCalComponent = [name: string, properties: JCalProperty[], components: unknown[]];
