import type { CellText, TextRow } from '../../src/suspects/survey.ts';

/** Numbers in [0, 1) by the generator of Park and Miller, the same for the same seed. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

export interface Made {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellText[])[];
  /** Cells that were made wrong, as `row column`, rows from 1. */
  readonly wrong: ReadonlySet<string>;
}

const words = 'press lathe mill furnace robot conveyor welder grinder boiler turbine'.split(' ');

/**
 * Readings of machines: what is known of a machine repeats in each of its rows. About one cell in a hundred of machine, hall and code is made
 * wrong: a letter replaced, another machine's value, or a form of its own; and one reading in 500 is 1,000 times as large.
 */
export const machines = (count: number, seed: number): Made => {
  const random = randomFrom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const wrong = new Set<string>();
  const rows = Array.from({ length: count }, (_unused, index) => {
    const machine = below(40);
    const name = `${words[machine % 10]} ${words[(machine * 7 + 3) % 10]} ${'abcd'[machine % 4]}${'efghijklmn'[machine % 10]}`;
    const cells: CellText[] = [
      `M${100 + machine}`,
      name,
      `hall ${'north south east west'.split(' ')[machine % 4]}`,
      `${10_000 + machine}-${'ABCD'[machine % 4]}`,
      String(20 + below(100) / 10),
    ];
    const spoil = (column: number, value: string): void => {
      if (cells[column] === value) return;
      cells[column] = value;
      wrong.add(`${index + 1} ${['id', 'machine', 'hall', 'code', 'reading'][column]}`);
    };
    const at = below(4) + 1;
    const fate = random();
    if (fate < 0.01) spoil(1, `${name.slice(0, at)}x${name.slice(at + 1)}`);
    else if (fate < 0.02) spoil(2, `hall ${'north south east west'.split(' ')[(machine + 1) % 4]}`);
    else if (fate < 0.03) spoil(3, `#${cells[3]}`);
    else if (fate < 0.032) spoil(4, String(Number(cells[4]) * 1000));
    return cells;
  });
  return { columns: ['id', 'machine', 'hall', 'code', 'reading'], rows, wrong };
};

/**
 * Readings of twelve sensors, each around a level of its own. One in a hundred is made wrong: it is what another sensor reads, so that
 * nothing tells it but its group.
 */
export const sensors = (count: number, seed: number, share = 0.01): Made => {
  const random = randomFrom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const wrong = new Set<string>();
  const reading = (sensor: number): string => (10 * (sensor + 1) + random() + random() + random()).toFixed(2);
  const rows = Array.from({ length: count }, (_unused, index) => {
    const sensor = below(12);
    if (random() >= share) return [`S${sensor}`, reading(sensor), String(below(9))];
    wrong.add(`${index + 1} reading`);
    return [`S${sensor}`, reading((sensor + 2 + below(9)) % 12), String(below(9))];
  });
  return { columns: ['sensor', 'reading', 'shift'], rows, wrong };
};

export const textRows = ({ columns, rows }: Pick<Made, 'columns' | 'rows'>): readonly TextRow[] =>
  rows.map((cells) => new Map(columns.map((name, index) => [name, cells[index] ?? null])));

export const csvOf = ({ columns, rows }: Made): string =>
  `${[columns, ...rows].map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\n')}\n`;

export interface Agreement {
  readonly precision: number;
  readonly recall: number;
}

export const agreementOf = (found: readonly string[], wrong: ReadonlySet<string>): Agreement => {
  const hits = found.filter((cell) => wrong.has(cell)).length;
  return { precision: hits / Math.max(1, found.length), recall: hits / wrong.size };
};
