import type { Express } from 'express';

/** A route as the router has it: its method in capitals, and its path with its parameters. */
export interface ListedRoute {
  method: string;
  path: string;
}

interface Layer {
  name: string;
  route?: { path: string; stack: readonly { method?: string }[] };
  handle?: { stack?: readonly Layer[] };
  match(path: string): boolean;
  path?: string;
}

/** Where routers are mounted below a path of their own; one that is not named here fails the test. */
const mounts = ['', '/queues', '/assets'];

/** Every route of an app, read from its router, so that none can be forgotten. */
export function listRoutes(app: Express): ListedRoute[] {
  return walk((app.router as unknown as { stack: readonly Layer[] }).stack, '');
}

function walk(layers: readonly Layer[], prefix: string): ListedRoute[] {
  return layers.flatMap((layer) => {
    const { route } = layer;
    if (route !== undefined) {
      const methods = new Set(route.stack.map(({ method }) => method ?? 'all'));
      return [...methods].map((method) => ({
        method: method.toUpperCase(),
        path: `${prefix}${route.path}`,
      }));
    }
    const inner = layer.handle?.stack;
    return inner === undefined ? [] : walk(inner, `${prefix}${mountOf(layer)}`);
  });
}

function mountOf(layer: Layer): string {
  if (layer.match('/')) return '';
  const mount = mounts.find((path) => path !== '' && layer.match(path));
  if (mount === undefined) throw new Error('a router is mounted where the tests do not look');
  return mount;
}
