/**
 * A text tree with its literal strings widened: what the first language fixes and the others must satisfy,
 * so that a missing or an extra key is a compile error.
 */
export type Widened<T> = T extends (...args: infer P) => infer R
  ? (...args: P) => Widened<R>
  : T extends string
    ? string
    : { readonly [K in keyof T]: Widened<T[K]> };
