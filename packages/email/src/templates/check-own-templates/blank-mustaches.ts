/** As the parser gives it; the declared type of `original` is another node's. */
type Content = hbs.AST.Node & { original: string };

/**
 * The words of a template without what Handlebars fills in, each on its line and in its column, so
 * that they can be read as markup.
 */
export function blankMustaches(source: string, program: hbs.AST.Program): string {
  const lines = source.split('\n').map((line) => ' '.repeat(line.length).split(''));
  const visit = (inside: hbs.AST.Program | undefined) => {
    for (const statement of inside?.body ?? []) {
      if (statement.type === 'ContentStatement') {
        write(statement as Content);
      } else if ('program' in statement) {
        const block = statement as hbs.AST.BlockStatement;
        visit(block.program);
        visit(block.inverse);
      }
    }
  };
  const write = ({ original, loc }: Content) => {
    let { line, column } = loc.start;
    for (const character of original) {
      if (character === '\n') {
        line += 1;
        column = 0;
      } else {
        const cells = lines[line - 1];
        if (cells !== undefined) cells[column] = character;
        column += character.length;
      }
    }
  };
  visit(program);
  return lines.map((cells) => cells.join('')).join('\n');
}
