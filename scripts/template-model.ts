import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Where the interfaces stand of which a template's model is made. */
const sources = [
  'templates/create-templates.ts',
  'content/confirmation-view.ts',
  'brand/brand-logo.ts',
  'brand/support-contact.ts',
  'brand/create-palette.ts',
  'language/language.ts',
];

/** What stands in the documentation in place of a type. */
const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'yes or no',
  'Handlebars.SafeString': 'text',
};

interface Group {
  meaning: string;
  fields: { name: string; holds: string; meaning: string }[];
  inside: string[];
}

/** The tables of every field that a template may name, made from the types and their comments. */
export function renderTemplateModel(): string {
  const declared = new Map(sources.flatMap(readInterfaces));
  const view = readGroup('ConfirmationView', declared);
  const html = readGroup('HtmlModel', declared);
  const order = collect(view, declared);
  const ofHtml = collect(html, declared).filter(
    ({ name }) => !order.some((one) => one.name === name),
  );
  return [
    renderFields(view.fields),
    '',
    'Only `html.hbs` has, besides:',
    '',
    renderFields(html.fields),
    ...[...order, ...ofHtml].flatMap(({ name, group }) => [
      '',
      group.meaning === ''
        ? `**${titleOf(name)}**`
        : `**${titleOf(name)}**: ${lowerFirst(group.meaning)}`,
      '',
      renderFields(group.fields),
    ]),
  ].join('\n');
}

type Declarations = ReadonlyMap<string, ts.InterfaceDeclaration>;

function readInterfaces(path: string): [string, ts.InterfaceDeclaration][] {
  const file = fileURLToPath(new URL(`../packages/email/src/${path}`, import.meta.url));
  const source = ts.createSourceFile(
    path,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  return source.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .map((declaration) => [declaration.name.text, declaration]);
}

/** The groups inside a group, those nearest first, each once. */
function collect(top: Group, declared: Declarations): { name: string; group: Group }[] {
  const found = new Map<string, Group>();
  const waiting = [...top.inside];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (found.has(name)) continue;
    const group = readGroup(name, declared);
    found.set(name, group);
    waiting.push(...group.inside);
  }
  return [...found].map(([name, group]) => ({ name, group }));
}

function readGroup(name: string, declared: Declarations): Group {
  const declaration = declared.get(name);
  if (declaration === undefined) throw new ReferenceError(`no source of the model has: ${name}`);
  const inside: string[] = [];

  const describe = (type: ts.TypeNode): string => {
    if (ts.isParenthesizedTypeNode(type)) return describe(type.type);
    if (ts.isArrayTypeNode(type)) return `list of ${describe(type.elementType)}`;
    if (ts.isLiteralTypeNode(type)) return `\`${type.getText().replaceAll("'", '')}\``;
    if (ts.isUnionTypeNode(type)) {
      const given = type.types.filter((one) => one.getText() !== 'undefined');
      const holds = given.map(describe).join(', ');
      return given.length === type.types.length ? holds : `${holds}, or absent`;
    }
    // An order, with what only the mail knows of it.
    if (ts.isIntersectionTypeNode(type)) return type.types.map(describe).join(' with ');
    if (ts.isTypeLiteralNode(type)) {
      return type.members
        .filter((member) => ts.isPropertySignature(member))
        .map(
          (member) => `\`${member.name.getText()}\` (${member.type ? describe(member.type) : ''})`,
        )
        .join(', ');
    }
    const text = type.getText();
    if (words[text] !== undefined) return words[text];
    inside.push(text);
    return titleOf(text).toLowerCase();
  };

  return {
    meaning: commentOf(declaration),
    fields: declaration.members
      .filter((member) => ts.isPropertySignature(member))
      .map((member) => ({
        name: member.name.getText(),
        holds: member.type === undefined ? '' : describe(member.type),
        meaning: commentOf(member),
      })),
    inside,
  };
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : '';
  return (text ?? '')
    .replace(/\s+/g, ' ')
    .replaceAll('undefined', 'absent')
    .replaceAll('Undefined', 'Absent');
}

function renderFields(fields: Group['fields']): string {
  const rows = fields.map(
    ({ name, holds, meaning }) => `| \`${name}\` | ${holds} | ${meaning.replaceAll('|', '\\|')} |`,
  );
  return ['| field | holds | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** `PassengerView` is a passenger to the reader. */
function titleOf(name: string): string {
  const spaced = name.replace(/View$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return spaced.charAt(0) + spaced.slice(1).toLowerCase();
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
