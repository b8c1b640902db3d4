import { stop } from './syntax-error.ts';
import type { Token } from './tokens.ts';

const reserved = new Set(['and', 'or', 'not', 'in', 'between', 'is', 'like', 'null', 'true', 'false']);
const longestShown = 40;

/** A place among tokens, and what to say where the next is not what is needed. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', offset: 0, text: '' };
  }

  /** A reserved word in lower case or a symbol; of other tokens the empty text. */
  get operator(): string {
    const token = this.next;
    if (token.kind === 'symbol') return token.text;
    const word = token.kind === 'word' ? token.name.toLowerCase() : '';
    return reserved.has(word) ? word : '';
  }

  advance(): void {
    this.#at += 1;
  }

  /** Goes past the operator where it is next, and says whether it was. */
  accept(operator: string): boolean {
    const found = this.operator === operator;
    if (found) this.advance();
    return found;
  }

  expect(operator: string, where: string): void {
    if (!this.accept(operator)) this.unexpected(`${operator} ${where}`);
  }

  /** Goes past a text and returns it. */
  text(expected: string): string {
    const token = this.next;
    if (token.kind !== 'text') return this.unexpected(expected);
    this.advance();
    return token.value;
  }

  unexpected(expected: string): never {
    const { kind, text, offset } = this.next;
    const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
    return stop(`expected ${expected}, ${kind === 'end' ? 'the expression ends' : `found ${shown}`}`, offset);
  }
}
