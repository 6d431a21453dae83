import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

/**
 * What the sources of a package import at run time and an image would lack, `<file>: <package>`: all
 * that is not among its `dependencies`, development dependencies above all, which are there in every
 * test.
 */
export function findAbsentImports(folder: string): string[] {
  const { name, dependencies = {} } = readManifest(folder);
  const there = new Set([name, ...Object.keys(dependencies)]);
  const source = join(folder, 'src');
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      findImportedPackages(readFileSync(join(source, file), 'utf8'))
        .filter((imported) => !there.has(imported))
        .map((imported) => `${file}: ${imported}`),
    );
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The packages of a TypeScript source's imports, without those of types, which are gone once it is compiled. */
export function findImportedPackages(text: string): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node) => {
    const specifier = findSpecifier(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      const [scope = '', name = ''] = specifier.text.split('/');
      const isOurs = scope === '.' || scope === '..' || scope.startsWith('node:');
      if (!isOurs && !builtinModules.includes(scope)) {
        found.add(scope.startsWith('@') ? `${scope}/${name}` : scope);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
  return [...found];
}

function findSpecifier(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node)) {
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      ? undefined
      : node.moduleSpecifier;
  }
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier;
  if (!ts.isCallExpression(node)) return undefined;
  const isImport =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'resolve' &&
      ts.isMetaProperty(node.expression.expression)) ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return isImport ? node.arguments[0] : undefined;
}
