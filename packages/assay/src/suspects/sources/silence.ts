import type { Belief, Item } from './item.ts';

/** When sources say nothing of an entity that they describe. */
export interface Silence {
  /** How often a source leaves a column empty though there is something to state. */
  readonly share: (source: number, column: number) => number;
  /** How often a source states something though there is nothing to state. */
  readonly invents: (source: number) => number;
  /** Whether a source never states a column. */
  readonly always: (source: number, column: number) => boolean;
}

const prior = 4;
const priorSilent = 0.25;
const priorInvents = 0.15;
const fewestRows = 4;

/** Cells by key, each as likely as its weight; how many of them are of the kind that is counted. */
class Shares {
  readonly #counted: Float64Array;
  readonly #all: Float64Array;

  constructor(keys: number) {
    this.#counted = new Float64Array(keys);
    this.#all = new Float64Array(keys);
  }

  add(key: number, isCounted: boolean, weight: number): void {
    this.#all[key] = (this.#all[key] ?? 0) + weight;
    if (isCounted) this.#counted[key] = (this.#counted[key] ?? 0) + weight;
  }

  /** The share of a key, drawn towards another one by 4 cells. */
  of(key: number, usual: number): number {
    return ((this.#counted[key] ?? 0) + prior * usual) / ((this.#all[key] ?? 0) + prior);
  }

  isWhole(key: number): boolean {
    const all = this.#all[key] ?? 0;
    return all >= fewestRows && this.#counted[key] === all;
  }
}

/** Shares of empty and of filled cells, weighed by the chance that there is something to state; each drawn towards what is usual. */
export const silenceOf = (
  items: readonly Item[],
  beliefs: readonly Belief[],
  sources: number,
  columns: number,
): Silence => {
  const silent = new Shares(sources * columns);
  const silentInColumn = new Shares(columns);
  const invented = new Shares(sources);
  const empty = new Shares(sources * columns);
  const note = (source: number, column: number, isSilent: boolean, exists: number): void => {
    silent.add(source * columns + column, isSilent, exists);
    silentInColumn.add(column, isSilent, exists);
    invented.add(source, !isSilent, 1 - exists);
    empty.add(source * columns + column, isSilent, 1);
  };
  for (const [index, { column, stated, silent: saysNothing }] of items.entries()) {
    const exists = beliefs[index]?.reduce((sum, one) => sum + one, 0) ?? 1;
    for (const source of saysNothing) note(source, column, true, exists);
    for (const { by } of stated) for (const source of by) note(source, column, false, exists);
  }
  return {
    share: (source, column) => silent.of(source * columns + column, silentInColumn.of(column, priorSilent)),
    invents: (source) => invented.of(source, priorInvents),
    always: (source, column) => empty.isWhole(source * columns + column),
  };
};
