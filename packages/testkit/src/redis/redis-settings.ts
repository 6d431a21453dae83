export interface RedisSettingsOptions {
  port: number;
  /** Where the server listens: loopback, or inside a container every address of the container. */
  bind: string;
  /** `off` keeps nothing over a restart. */
  appendOnly: 'always' | 'everysec' | 'off';
  /** Further settings, or others instead, by the names of redis.conf. */
  settings: Readonly<Record<string, string>>;
}

/** The command line of a server that keeps its data in its working directory and logs to stdout. */
export function redisArguments(options: RedisSettingsOptions): string[] {
  const settings: Record<string, string> = {
    bind: options.bind,
    port: String(options.port),
    'protected-mode': 'no',
    daemonize: 'no',
    save: '',
    appendonly: options.appendOnly === 'off' ? 'no' : 'yes',
    ...(options.appendOnly === 'off' ? {} : { appendfsync: options.appendOnly }),
    'maxmemory-policy': 'noeviction',
    ...options.settings,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
