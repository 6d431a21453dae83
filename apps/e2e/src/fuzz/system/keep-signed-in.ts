import type { Scene } from '../requests/scene.ts';
import { password } from './fuzz-system.ts';
import { isSignedIn, logIn } from './log-in.ts';

/** Logs those in again whose session a request has ended. */
export async function keepSignedIn(dashboardUrl: string, scene: Scene): Promise<void> {
  for (const name of ['viewer', 'operator'] as const) {
    if (await isSignedIn(dashboardUrl, scene[name])) continue;
    scene[name] = await logIn(dashboardUrl, { name, password });
  }
}
