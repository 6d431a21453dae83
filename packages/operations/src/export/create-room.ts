/** Bounded room for what is gathered. */
export interface Room {
  /** Takes so much of it; `false`, and nothing is taken, when there is not so much left. */
  take(size: number): boolean;
}

export function createRoom(size: number): Room {
  let left = size;
  return {
    take(wanted) {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
  };
}
