type Ink = (text: string) => string;

export interface Paint {
  readonly red: Ink;
  readonly green: Ink;
  readonly yellow: Ink;
  readonly blue: Ink;
  readonly bold: Ink;
  readonly dim: Ink;
}

const ansi =
  (on: number, off: number): Ink =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

const plain: Ink = (text) => text;

/** Terminal colours, or none. */
export const paint = (colour: boolean): Paint =>
  colour
    ? {
        red: ansi(31, 39),
        green: ansi(32, 39),
        yellow: ansi(33, 39),
        blue: ansi(34, 39),
        bold: ansi(1, 22),
        dim: ansi(2, 22),
      }
    : { red: plain, green: plain, yellow: plain, blue: plain, bold: plain, dim: plain };
