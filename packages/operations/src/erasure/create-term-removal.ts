/** Takes terms out of the search index, many at a time and each once. */
export interface TermRemoval {
  add(terms: Iterable<string>): Promise<void>;
  /** Takes out those that wait. */
  end(): Promise<void>;
}

const termsAtATime = 500;

export function createTermRemoval(
  removeTerms: (terms: readonly string[]) => Promise<void>,
): TermRemoval {
  const waiting = new Set<string>();
  const end = async () => {
    const terms = [...waiting];
    waiting.clear();
    if (terms.length > 0) await removeTerms(terms);
  };
  return {
    async add(terms) {
      for (const term of terms) waiting.add(term);
      if (waiting.size >= termsAtATime) await end();
    },
    end,
  };
}
