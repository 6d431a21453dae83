import type { Shape } from './template-model.ts';

/** What the names of a place in a template stand for. */
export interface Scope {
  /** Of `@root`. */
  root: Shape;
  /** The context, that around it (`../`), and so on. */
  contexts: readonly [Shape, ...Shape[]];
  /** Names that blocks gave (`as |flight|`). */
  named: Readonly<Record<string, Shape>>;
  /** There is a list around, so that `@index`, `@first`, `@last` and `@key` are known. */
  isInList: boolean;
}

const ofLists = new Set(['index', 'first', 'last', 'key']);

/** What a path stands for; undefined where the model has no such field. */
export function resolvePath(
  { data, depth, parts, original }: hbs.AST.PathExpression,
  scope: Scope,
): Shape | undefined {
  const [first = '', ...rest] = parts;
  if (data) {
    if (first === 'root') return step(scope.root, rest);
    return scope.isInList && ofLists.has(first) && rest.length === 0 ? 'value' : undefined;
  }
  const isPlain = depth === 0 && !/^(this|\.)/.test(original);
  const named = isPlain && Object.hasOwn(scope.named, first) ? scope.named[first] : undefined;
  if (named !== undefined) return step(named, rest);
  const context = scope.contexts[depth];
  return context === undefined ? undefined : step(context, parts);
}

/** The scope inside a block that goes into `shape`, or through a list of it. */
export function enterContext(
  scope: Scope,
  shape: Shape,
  { names, isList: isInList }: { names: readonly (readonly [string, Shape])[]; isList: boolean },
): Scope {
  return {
    root: scope.root,
    contexts: [shape, ...scope.contexts],
    named: { ...scope.named, ...Object.fromEntries(names) },
    isInList: isInList || scope.isInList,
  };
}

export function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function step(shape: Shape, parts: readonly string[]): Shape | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return shape;
  if (shape === 'value') return undefined;
  if (isList(shape)) {
    if (part === 'length') return rest.length === 0 ? 'value' : undefined;
    return /^\d+$/.test(part) ? step(shape[0], rest) : undefined;
  }
  const next = Object.hasOwn(shape, part) ? shape[part] : undefined;
  return next === undefined ? undefined : step(next, rest);
}
