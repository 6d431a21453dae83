/** The workspace packages that images are made of; their production dependencies are what runs. */
export const imageApps = ['ingest', 'worker', 'dashboard', 'cli'] as const;

export type ImageApp = (typeof imageApps)[number];
