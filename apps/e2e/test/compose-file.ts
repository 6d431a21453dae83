import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The part of a compose file that our rules look at; the schema's test judges its form. */
export interface ComposeFile {
  name?: string;
  services: Record<string, ComposeService>;
  networks?: Record<string, { internal?: boolean } | null>;
  volumes?: Record<string, object | null>;
}

export interface ComposeService {
  build?: { context?: string; target?: string; args?: Record<string, string> };
  entrypoint?: string[];
  command?: string | string[];
  environment?: Record<string, string>;
  image?: string;
  networks?: string[] | Record<string, { aliases?: string[] } | null>;
  ports?: string[];
  profiles?: string[];
  user?: string;
  volumes?: (string | ComposeMount)[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  restart?: string;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  pids_limit?: number;
  mem_limit?: string;
  memswap_limit?: string;
  cpus?: string;
  ulimits?: Record<string, number>;
  logging?: { driver: string; options?: Record<string, string> };
  stop_signal?: string;
  stop_grace_period?: string;
}

export interface ComposeMount {
  type: string;
  source: string;
  target: string;
  read_only?: boolean;
  bind?: { create_host_path?: boolean };
}

/** The networks that a service is in, each with the names that only it knows of the service. */
export function networksOf({ networks = [] }: ComposeService): Record<string, string[]> {
  return Array.isArray(networks)
    ? Object.fromEntries(networks.map((name): [string, string[]] => [name, []]))
    : Object.fromEntries(
        Object.entries(networks).map(([name, settings]): [string, string[]] => [
          name,
          settings?.aliases ?? [],
        ]),
      );
}

/** Where a file or folder of the repository is, by its path from the root. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

export function readRepositoryFile(path: string): string {
  return readFileSync(repositoryPath(path), 'utf8');
}

/** A compose file of the repository with its anchors resolved and its `${…}` left as they stand. */
export function readComposeFile(path: string): ComposeFile {
  return parse(readRepositoryFile(path), { merge: true }) as ComposeFile;
}
