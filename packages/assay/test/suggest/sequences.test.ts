import { describe, expect, test } from 'vitest';
import { normalOf, randomOf } from '../init/in-folder.ts';
import { acrossIn, draftedFrom, table } from './drafted.ts';

const at = (minutes: number): string => new Date(Date.UTC(2024, 0, 5, 10) + minutes * 60_000).toISOString();

describe('data that are a part of a sequence', () => {
  test('what came late is no rule: batches, the second day, a register that counts on', async () => {
    const random = randomOf(31);
    const draft = await draftedFrom(
      table(900, (row) => {
        const [line, minute] = [row % 3, Math.floor(row / 3) * 4];
        const hours = 10 + minute / 60;
        return {
          at: at(minute),
          line: `L${line}`,
          hour: Math.floor(hours) % 24,
          weekend: hours >= 24 ? 'yes' : 'no',
          batch: 70 + Math.floor(minute / 120),
          register: (5000 * (line + 1) + minute * 0.8 + random()).toFixed(1),
          temp: (20 + normalOf(random)).toFixed(2),
        };
      }),
    );
    const sure = (name: string) =>
      draft.properties
        .find(({ column }) => column.name === name)
        ?.suggestions.filter((one) => one.sure)
        .map(({ check }) => check);
    expect(acrossIn(draft).filter((one) => one.startsWith('✓'))).toEqual([]);
    expect(sure('batch')).not.toContain('invalidValues');
    expect(sure('batch')).not.toContain('range');
    expect(sure('register')).not.toContain('range');
    expect(sure('line')).toContain('invalidValues');
    expect(sure('temp')).toContain('range');
  });

  test('a question says what was seen: numbers that went further, or a value that came late', async () => {
    const random = randomOf(34);
    const draft = await draftedFrom(
      table(1200, (row) => ({
        at: at(row),
        setpoint: row < 600 ? 20 * (1 + (row % 2)) : ([20, 30, 40][Math.floor(random() * 3)] ?? 0),
        register: (5000 + row * 0.8 + random()).toFixed(1),
      })),
    );
    const asked = (name: string) =>
      draft.properties
        .find(({ column }) => column.name === name)
        ?.suggestions.filter(({ check, sure }) => check === 'range' && !sure)
        .map(({ reason }) => reason.replace(/^.*?; /, ''));
    const late = 'some values came late: will others lie beyond?';
    const further = 'it went further and further when the data ended: will it go on?';
    expect(asked('setpoint')).toEqual([late, late]);
    expect(asked('register')).toEqual([further, further]);
  });

  test('what was zero all the time is a number, not a whole number', async () => {
    const draft = await draftedFrom(table(80, (row) => ({ id: row, power: 0, pieces: row % 9 })));
    expect(draft.properties.map(({ logicalType }) => logicalType)).toEqual(['integer', 'number', 'integer']);
  });

  test('an interval of each line is found though the times alone are a key', async () => {
    const draft = await draftedFrom(
      table(600, (row) => ({
        at: new Date(Date.UTC(2024, 0, 1) + Math.floor(row / 3) * 30_000 + (row % 3) * 3000).toISOString(),
        line: `L${row % 3}`,
      })),
    );
    const time = draft.properties.find(({ column }) => column.name === 'at');
    expect(time?.suggestions.map(({ check, shown }) => `${check} ${shown}`)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^primaryKey at/), 'gap 30 s per line']),
    );
  });
});

test('one number divided by another, and a rounded Celsius found from the finer Fahrenheit', async () => {
  const random = randomOf(32);
  const draft = await draftedFrom(
    table(900, () => {
      const [dose, weight] = [50 * (1 + Math.floor(random() * 10)), Number((60 + 40 * random()).toFixed(1))];
      const celsius = Number((21 + 0.6 * normalOf(random)).toFixed(1));
      return {
        dose,
        weight,
        per_kg: (dose / weight).toFixed(2),
        temp_c: celsius,
        temp_f: (celsius * 1.8 + 32).toFixed(2),
      };
    }),
  );
  expect(acrossIn(draft).filter((one) => /^✓ abs/.test(one))).toEqual([
    expect.stringMatching(/^✓ abs\(temp_f - \(1\.8 \* temp_c \+ 32\)\)/),
    '✓ abs(per_kg - dose / weight) <= 0.0058',
  ]);
});

test('of one quantity written three times, however finely, a bound is told of one', async () => {
  const random = randomOf(35);
  const draft = await draftedFrom(
    table(900, (row) => {
      const state = random() < 0.2 ? 'cold' : 'hot';
      const celsius = Number(((state === 'cold' ? 5 : 60) + normalOf(random)).toFixed(1));
      return {
        id: `A${1000 + row}`,
        state,
        temp_c: celsius,
        temp_f: (celsius * 1.8 + 32).toFixed(2),
        raw: (celsius * 0.875 + 17.125).toFixed(4),
      };
    }),
  );
  const found = acrossIn(draft);
  expect(found.filter((one) => one.startsWith('✓ abs'))).toHaveLength(2);
  expect(found.filter((one) => one.includes('where state'))).toHaveLength(1);
});
