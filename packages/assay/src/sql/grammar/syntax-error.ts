/** Where an expression stops making sense, and what was expected there. */
export interface ExpressionError {
  readonly message: string;
  /** Characters before the place, in UTF-16 code units. */
  readonly offset: number;
}

/** Carries an `ExpressionError` out of the parser; caught at its border, never beyond. */
export class SyntaxStop extends Error {
  override readonly name = 'SyntaxStop';
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export const stop = (message: string, offset: number): never => {
  throw new SyntaxStop(message, offset);
};
