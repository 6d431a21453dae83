import { checkSaying } from './check-saying.ts';
import { collectInlineParts } from './inline-parts.ts';
import { enterContext, isList, resolvePath, type Scope } from './scope.ts';
import { piecesShape, templateModels, type Shape } from './template-model.ts';
import type { Finding, TemplateKind } from './template-problem.ts';

const blocks = ['each', 'if', 'unless', 'with'];
const known = `there are {{say}}, {{prose}}, {{parts}}, ${blocks.map((name) => `{{#${name}}}`).join(', ')}`;

/**
 * Every name in a template that nobody knows: fields, helpers, messages and their values, in places
 * that no order reaches too. And what an HTML template prints without escaping.
 */
export function checkNames(program: hbs.AST.Program, kind: TemplateKind): Finding[] {
  const findings: Finding[] = [];
  const inlineParts = collectInlineParts(program);
  const entered = new Set<string>();
  const root: Shape = templateModels[kind];

  const report = (node: hbs.AST.Node, code: Finding['code'], message: string) => {
    findings.push({ code, line: node.loc.start.line, message });
  };

  const resolve = (node: hbs.AST.Expression, scope: Scope): Shape | undefined => {
    if (node.type === 'SubExpression') {
      const { path, params, hash } = node as hbs.AST.SubExpression;
      if (isSaying(path)) {
        say(node, { params, hash, scope });
        return 'value';
      }
      report(node, 'unknown_helper', `calls (${path.original}); inside another, only (say) may be`);
      return undefined;
    }
    if (node.type !== 'PathExpression') return 'value';
    const path = node as hbs.AST.PathExpression;
    const shape = resolvePath(path, scope);
    if (shape === undefined) {
      const name = path.original;
      report(
        node,
        'unknown_field',
        `names ${name}, which is no field here; docs/mail.md lists all`,
      );
    }
    return shape;
  };

  /** What is printed must be a text, a number, or yes or no. */
  const print = (node: hbs.AST.Expression, scope: Scope) => {
    const shape = resolve(node, scope);
    if (shape === undefined || shape === 'value') return;
    const { original } = node as hbs.AST.PathExpression;
    const remedy = isList(shape) ? 'go through it with {{#each}}' : 'name one of its fields';
    report(node, 'unknown_field', `prints ${original}, which is ${describe(shape)}; ${remedy}`);
  };

  const say = (
    node: hbs.AST.Node,
    { params, hash, scope }: Pick<hbs.AST.SubExpression, 'params' | 'hash'> & { scope: Scope },
  ) => {
    const pairs = pairsOf(hash);
    for (const { value } of pairs) print(value, scope);
    const given = pairs.map(({ key }) => key);
    findings.push(...checkSaying(node, params, given));
  };

  const walkMustache = (node: hbs.AST.MustacheStatement, scope: Scope) => {
    const { path, params, hash, escaped } = node;
    if (kind === 'html' && !escaped) {
      const message =
        'prints without escaping, and a name could bring markup; write {{…}}, two braces and no &';
      report(node, 'unescaped', message);
    }
    if (isSaying(path)) {
      say(node, { params, hash, scope });
    } else if (nameOf(path) === 'parts') {
      const [given] = params;
      const shape = given && resolve(given, scope);
      if (given === undefined || (shape !== undefined && shape !== piecesShape)) {
        const remedy = 'write {{#each changes.lines}}{{parts this}}{{/each}}';
        report(node, 'unknown_field', `prints no line of changes as one; ${remedy}`);
      }
    } else if (params.length > 0 || pairsOf(hash).length > 0) {
      report(node, 'unknown_helper', `calls ${nameOf(path)}, which is no helper; ${known}`);
    } else {
      print(path, scope);
    }
  };

  const walkBlock = (node: hbs.AST.BlockStatement, scope: Scope) => {
    const name = node.path.original;
    const [subject] = node.params;
    if (!blocks.includes(name) || subject === undefined || node.params.length > 1) {
      report(
        node,
        'unknown_helper',
        `opens {{#${name}}}, which is no block with one field; ${known}`,
      );
      return;
    }
    walk(node.inverse, scope);
    const shape = resolve(subject, scope);
    if (shape === undefined) return;
    if (name === 'if' || name === 'unless') {
      walk(node.program, scope);
    } else if (shape === 'value' || isList(shape) !== (name === 'each')) {
      const { original } = subject as hbs.AST.PathExpression;
      const remedy = '{{#each}} goes through lists, {{#with}} into groups of fields';
      report(
        node,
        'unknown_field',
        `opens {{#${name} ${original}}}, ${describe(shape)}; ${remedy}`,
      );
    } else {
      const item = isList(shape) ? shape[0] : shape;
      const [itemName, ...placeNames] = namesOf(node.program);
      const names = [
        ...(itemName === undefined ? [] : [[itemName, item] as const]),
        ...placeNames.map((place) => [place, 'value'] as const),
      ];
      walk(node.program, enterContext(scope, item, { names, isList: isList(shape) }));
    }
  };

  const walkPart = (node: hbs.AST.PartialStatement, scope: Scope) => {
    const name = (node.name as hbs.AST.PathExpression).original;
    const part = inlineParts.get(name);
    if (part === undefined || node.params.length > 0 || pairsOf(node.hash).length > 0) {
      const remedy = `define it in this file, {{#*inline "${name}"}}, and give it no values`;
      report(node, 'unknown_helper', `takes in {{> ${name}}}; ${remedy}`);
      return;
    }
    const [context] = scope.contexts;
    const visit = `${name} ${JSON.stringify(context)}`;
    if (entered.has(visit)) return;
    entered.add(visit);
    walk(part, { root, contexts: [context], named: {}, isInList: false });
  };

  const walk = (program: hbs.AST.Program | undefined, scope: Scope) => {
    for (const node of program?.body ?? []) {
      if (node.type === 'MustacheStatement') walkMustache(node as hbs.AST.MustacheStatement, scope);
      else if (node.type === 'BlockStatement') walkBlock(node as hbs.AST.BlockStatement, scope);
      else if (node.type === 'PartialStatement') walkPart(node as hbs.AST.PartialStatement, scope);
      else if (!silent.has(node.type)) {
        report(node, 'unknown_helper', `holds what no template may (${node.type}); ${known}`);
      }
    }
  };

  walk(program, { root, contexts: [root], named: {}, isInList: false });
  return findings;
}

/** What prints nothing from outside. An inline part is walked where it is taken in. */
const silent = new Set(['ContentStatement', 'CommentStatement', 'DecoratorBlock']);

function isSaying(path: hbs.AST.PathExpression | hbs.AST.Literal): boolean {
  return nameOf(path) === 'say' || nameOf(path) === 'prose';
}

function nameOf(path: hbs.AST.PathExpression | hbs.AST.Literal): string {
  return 'original' in path ? path.original : path.type;
}

/** Without any the parser leaves the hash out, whatever the types say. */
function pairsOf(hash: hbs.AST.Hash | undefined): readonly hbs.AST.HashPair[] {
  return hash?.pairs ?? [];
}

function namesOf({ blockParams }: { blockParams?: readonly string[] }): readonly string[] {
  return blockParams ?? [];
}

function describe(shape: Shape): string {
  if (shape === 'value') return 'a single value';
  return isList(shape) ? 'a list' : 'a group of fields';
}
