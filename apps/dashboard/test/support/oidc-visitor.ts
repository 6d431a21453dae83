import { hiddenFieldsOf, type RunningDashboard } from './start-dashboard.ts';

/** Somebody who logs in by an issuer, as far as a browser does it without scripts. */
export function createVisitor(dashboard: RunningDashboard) {
  const cookies = new Map<string, string>();

  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes('Expires=Thu, 01 Jan 1970')) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Accept: 'text/html', Cookie: cookie, ...(init.headers as object) };
    return keep(await dashboard.ask(path, { ...init, headers }));
  };
  const submit = (path: string, fields: Record<string, string>): Promise<Response> =>
    ask(path, {
      method: 'POST',
      headers: { Origin: dashboard.url },
      body: new URLSearchParams(fields),
    });

  /** Where an answer leads on by itself. */
  const leadOf = (response: Response): string =>
    /^0; url=(.*)$/.exec(response.headers.get('Refresh') ?? '')?.[1] ?? '';

  return {
    cookies,
    ask,
    submit,
    leadOf,
    /** From the login page to where the issuer sends somebody back to. */
    async goToIssuer(next = '/orders?q=x', luggage: Record<string, string> = {}) {
      const page = await (await ask(`/login?next=${encodeURIComponent(next)}`)).text();
      const form = page.slice(page.indexOf('action="/login/oidc"') - 30);
      const departure = await submit('/login/oidc', { ...hiddenFieldsOf(form), ...luggage });
      const there = await fetch(leadOf(departure), { redirect: 'manual' });
      const back = new URL(there.headers.get('Location') ?? '');
      return { departure, back: `${back.pathname}${back.search}` };
    },
  };
}
