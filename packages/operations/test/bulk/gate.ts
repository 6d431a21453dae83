/** Something that is waited for until somebody opens it. */
export interface Gate {
  readonly isOpen: Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    isOpen,
    open: () => {
      open();
    },
  };
}
