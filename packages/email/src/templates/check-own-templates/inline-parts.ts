/** The parts that a template defines for itself, `{{#*inline "place"}}`, wherever they stand in it. */
export function collectInlineParts(program: hbs.AST.Program): Map<string, hbs.AST.Program> {
  const parts = new Map<string, hbs.AST.Program>();
  const visit = (inside: hbs.AST.Program | undefined) => {
    for (const statement of inside?.body ?? []) {
      const block = statement as hbs.AST.BlockStatement;
      if (statement.type === 'DecoratorBlock') {
        const [name] = block.params;
        if (name?.type === 'StringLiteral') {
          parts.set((name as hbs.AST.StringLiteral).value, block.program);
        }
      }
      if (statement.type === 'DecoratorBlock' || statement.type === 'BlockStatement') {
        visit(block.program);
        visit(block.inverse);
      }
    }
  };
  visit(program);
  return parts;
}
