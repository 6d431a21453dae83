const minimum = { major: 20, minor: 19 } as const;

/** Whether this version of Node (`20.19.0`) is new enough: 20.19 or later. */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > minimum.major || (major === minimum.major && minor >= minimum.minor);
}
