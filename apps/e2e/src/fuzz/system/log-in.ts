import type { Caller } from '../requests/scene.ts';

/**
 * Logs in as a browser does, by the form of the login page, and reads what the forms of a page hold
 * in hidden fields.
 */
export async function logIn(
  dashboardUrl: string,
  { name, password }: { name: string; password: string },
): Promise<Caller> {
  const jar = new Map<string, string>();
  const ask = async (path: string, fields?: Record<string, string>): Promise<Response> => {
    const answer = await fetch(dashboardUrl + path, {
      redirect: 'manual',
      headers: { Accept: 'text/html', Cookie: cookiesOf(jar) },
      ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';', 1);
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  const form = hiddenFieldsOf(await (await ask('/login')).text());
  const answer = await ask('/login', { ...form, name, password });
  if (answer.status !== 303) throw new Error(`the login of ${name} was answered ${answer.status}`);
  const page = hiddenFieldsOf(await (await ask('/logout')).text());
  return {
    cookies: cookiesOf(jar),
    formFields: page,
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  };
}

/** Whether the session is still good. */
export async function isSignedIn(dashboardUrl: string, { cookies }: Caller): Promise<boolean> {
  const answer = await fetch(`${dashboardUrl}/orders`, { headers: { Cookie: cookies } });
  await answer.arrayBuffer();
  return answer.status === 200;
}

const cookiesOf = (jar: ReadonlyMap<string, string>): string =>
  [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

function hiddenFieldsOf(page: string): Record<string, string> {
  const inputs = page.match(/<input\b[^>]*\btype="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [
      /\bname="([^"]*)"/.exec(input)?.[1] ?? '',
      /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  );
}
