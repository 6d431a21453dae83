type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs are, who runs them, in which language, and how they get out. */
const needed =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|TZ|TMPDIR|SSL_CERT_\w+|(?:HTTPS?|FTP|ALL|NO)_PROXY|(?:DOCKER|HOMEBREW|XDG|FONTCONFIG)_\w+)$/i;

/** Of an environment what programs of the system need, and nothing else of ours: no secret among it. */
export function pickProgramEnvironment(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => needed.test(name)));
}
