/** The part that is used of a library that brings no types. */
declare module 'fs-native-extensions' {
  /** Locks the whole file for this open file description; false when another one has it. */
  export function tryLock(fileDescriptor: number): boolean;
}
