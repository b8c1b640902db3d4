import { describe, expect, test } from 'vitest';
import { contradicted } from '../../src/suspects/contradicted.ts';
import type { CellText } from '../../src/suspects/survey.ts';
import { surveyRows } from '../../src/suspects/survey-rows.ts';
import { randomFrom, textRows } from './made.ts';

interface Claims {
  readonly entities: number;
  readonly sources: number;
  readonly columns: readonly string[];
  /** What a source states of an entity; of the sources before it this is known. */
  readonly states: (
    entity: number,
    source: number,
    random: () => number,
    before: readonly (readonly CellText[])[],
  ) => readonly CellText[];
}

/** Judges what sources state: the finding of a source on an entity. */
const judged = ({ entities, sources, columns, states }: Claims, seed: number) => {
  const random = randomFrom(seed);
  const names = ['entity', 'source', ...columns];
  const rows = textRows({
    columns: names,
    rows: Array.from({ length: entities }, (_unused, entity) => {
      const before: (readonly CellText[])[] = [];
      for (let source = 0; source < sources; source += 1) before.push(states(entity, source, random, before));
      return before.map((cells, source) => [`E${entity}`, `source ${source}`, ...cells]);
    }).flat(),
  });
  const { judge } = contradicted.find(
    surveyRows(
      rows,
      names.map((name) => ({ name, kind: 'text' })),
    ),
  );
  return (entity: number, source: number, column: string) => {
    const row = rows[entity * sources + source] ?? expect.fail('no such row');
    return judge(row, column);
  };
};

const wrong = (random: () => number): string => `wrong ${Math.floor(1000 * random())}`;
const each = (count: number): readonly number[] => Array.from({ length: count }, (_unused, index) => index);

describe('what sources state', () => {
  test('copies of a bad source are one vote (seed 1)', () => {
    const columns = ['first', 'second', 'third'];
    const skill = (source: number): number => (source < 5 ? 0.45 : source < 11 ? 0.7 : 0.4);
    const say = judged(
      {
        entities: 60,
        sources: 16,
        columns,
        states: (entity, source, random, before) =>
          source > 0 && source < 5
            ? (before[0] ?? [])
            : columns.map((column) => (random() < skill(source) ? `${column} ${entity}` : wrong(random))),
      },
      1,
    );
    const believed = each(60).flatMap((entity) =>
      columns.filter((column) => say(entity, 11, column)?.suggestion === `${column} ${entity}`),
    );
    const accused = each(60).flatMap((entity) =>
      columns.filter((column) => (say(entity, 0, column)?.chance ?? 0) > 0.5),
    );
    expect(accused.length).toBeGreaterThan(80);
    expect(believed.length).toBeGreaterThan(90);
  });

  test('sources that write the plan as what happened are one vote (seed 2)', () => {
    const say = judged(
      {
        entities: 60,
        sources: 14,
        columns: ['planned', 'happened'],
        states: (entity, source, random) => {
          const planned = random() < 0.9 ? `plan ${entity}` : wrong(random);
          return [planned, source < 6 ? planned : random() < 0.65 ? `true ${entity}` : wrong(random)];
        },
      },
      2,
    );
    const believed = each(60).filter((entity) => say(entity, 0, 'happened')?.suggestion === `true ${entity}`);
    expect(believed.length).toBeGreaterThan(55);
  });

  const usual: Claims = {
    entities: 40,
    sources: 12,
    columns: ['value', 'other'],
    states: (entity, source, random) => {
      const right = random() < 0.35 + 0.055 * source;
      const other = random() < 0.9 ? `9:${10 + entity}` : wrong(random);
      const happens = entity > 5 || source === 2;
      return [
        right ? `true ${entity}` : wrong(random),
        source === 3 || !happens
          ? null
          : source === 4 && entity % 4 === 0
            ? 'n/a'
            : source === 5 && entity % 8 === 0
              ? `9:${10 + entity} (estimated)`
              : other,
      ];
    },
  };

  test('a word for nothing and a missing cell, unless the source never states the column (seed 3)', () => {
    const say = judged(usual, 3);
    expect(say(12, 4, 'other')).toMatchObject({
      suggestion: '9:22',
      reason: '10 other rows of the same entity state it',
    });
    expect(say(12, 4, 'other')?.chance).toBeGreaterThan(0.9);
    expect(say(12, 3, 'other')?.chance).toBeCloseTo(0.475, 2);
    expect(say(12, 3, 'other')?.reason).toMatch('this source never does');
  });

  test('where nearly all say nothing there is nothing to state (seed 3)', () => {
    const say = judged(usual, 3);
    expect(each(6).map((entity) => say(entity, 7, 'other')?.chance ?? 0)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('a value with a remark says the same, and is written otherwise (seed 3)', () => {
    const say = judged(usual, 3);
    expect(say(16, 5, 'other')).toMatchObject({
      suggestion: '9:26',
      reason: 'other rows of the same entity write it otherwise',
    });
    expect(say(16, 5, 'other')?.chance).toBeGreaterThan(0.8);
    expect(say(16, 6, 'other')?.defence).toBeGreaterThan(0.8);
  });
});
