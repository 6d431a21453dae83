import { readWebhookUrl } from '../webhook-url.ts';

export type ReplayTarget =
  { kind: 'target'; href: string } | { kind: 'invalid'; problems: readonly string[] };

const invalid = (...problems: string[]): ReplayTarget => ({ kind: 'invalid', problems });

/**
 * Where to post: the whole address from the environment, or a host of `--url` with the current secret
 * of `WEBHOOK_SECRETS`. No text of a problem holds a secret.
 */
export function findTarget(options: {
  /** `--url`. */
  host: string | undefined;
  webhookUrl: string | undefined;
  webhookSecrets: readonly string[];
}): ReplayTarget {
  const { host, webhookUrl, webhookSecrets } = options;
  if (host === undefined) {
    return webhookUrl === undefined
      ? invalid(
          'nobody said where to post: set TICKETPOST_WEBHOOK_URL or TICKETPOST_WEBHOOK_URL_FILE, or give --url and WEBHOOK_SECRETS',
        )
      : readTarget(webhookUrl);
  }
  return addSecret('--url', host, webhookSecrets);
}

/**
 * The webhook at a host that stands on a command line, which the process list and the history of the
 * shell show: nothing secret may stand there, so the secret is the current one of `WEBHOOK_SECRETS`.
 */
export function addSecret(
  name: string,
  host: string,
  webhookSecrets: readonly string[],
): ReplayTarget {
  if (!URL.canParse(host)) return invalid(`${name} must be like https://hooks.example.com`);
  const { origin, pathname, search, hash, username } = new URL(host);
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '') {
    return invalid(
      `${name} takes the host alone, since the process list and the history of the shell show what stands on a command line: the secret comes from WEBHOOK_SECRETS, or the whole address from elsewhere`,
    );
  }
  const [secret] = webhookSecrets;
  if (secret === undefined) return invalid(`${name} needs WEBHOOK_SECRETS, as ingest has it`);
  return readTarget(`${origin}/webhooks/atlas/${secret}`);
}

function readTarget(url: string): ReplayTarget {
  const reading = readWebhookUrl(url);
  return reading.kind === 'url'
    ? { kind: 'target', href: reading.href }
    : { kind: 'invalid', problems: reading.problems };
}
