import { describe, expect, test } from 'vitest';
import { normalOf, randomOf } from '../init/in-folder.ts';
import { acrossIn, draftedFrom, ruleOf, table } from './drafted.ts';

const at = (minutes: number): string =>
  new Date(Date.UTC(2024, 0, 1) + Math.round(minutes * 60_000)).toISOString();

describe('rules across columns', () => {
  test('a time that is never before another, and a limit that stops at zero', async () => {
    const random = randomOf(11);
    const draft = await draftedFrom(
      table(1500, () => {
        const begun = random() * 50_000;
        const used = random() * 80;
        return {
          begun: at(begun),
          done: at(begun - Math.log(random()) * 600),
          reserved: (used * (1 + random() ** 2)).toFixed(2),
          used: used.toFixed(2),
          other: (random() * 150).toFixed(2),
        };
      }),
    );
    expect(acrossIn(draft)).toEqual(['✓ begun <= done', '✓ used <= reserved']);
    const rule = ruleOf(draft, 'begun <= done');
    expect(rule?.reason).toMatch(
      /paired at random, begun would be above done in 4\d % of rows; holds in all 1,500 rows, \d+ of them kept back/,
    );
    expect(rule?.rows).toBeGreaterThan(1100);
  });

  test('no order between ranges that are merely apart, nor between numbers far from one another by habit', async () => {
    const random = randomOf(12);
    const draft = await draftedFrom(
      table(1500, () => {
        const base = 50 + 20 * normalOf(random);
        return {
          small: (random() * 10).toFixed(2),
          large: (20 + random() * 10).toFixed(2),
          base: base.toFixed(2),
          higher: (base + 28 + 7 * normalOf(random)).toFixed(2),
        };
      }),
    );
    expect(acrossIn(draft)).toEqual([]);
  });

  test('named ends are in order though their difference stays away from zero', async () => {
    const random = randomOf(13);
    const draft = await draftedFrom(
      table(1500, () => {
        const low = random() * 30;
        return { temp_min: low.toFixed(1), temp_max: (low + 8 + random()).toFixed(1) };
      }),
    );
    expect(acrossIn(draft)).toEqual(['✓ temp_min <= temp_max']);
  });

  test('one quantity in two units, sums, products, and columns that are equal', async () => {
    const random = randomOf(14);
    const draft = await draftedFrom(
      table(1200, () => {
        const celsius = Number((15 + 8 * normalOf(random)).toFixed(1));
        const [a, b] = [Math.floor(random() * 90), Math.floor(random() * 70)];
        const [price, pieces] = [Number((random() * 90).toFixed(2)), 1 + Math.floor(random() * 30)];
        return {
          celsius,
          fahrenheit: (celsius * 1.8 + 32).toFixed(1),
          good: a,
          bad: b,
          made: a + b,
          price,
          pieces,
          amount: (price * pieces).toFixed(2),
          copy: a,
        };
      }),
    );
    expect(acrossIn(draft).toSorted()).toEqual(
      [
        '✓ abs(fahrenheit - (1.8 * celsius + 32)) <= 0.058',
        '✓ good + bad = made',
        '✓ abs(amount - price * pieces) <= 0.00053',
        '✓ good = copy',
      ].toSorted(),
    );
  });

  test('what a few rows break is a question, and says how many', async () => {
    const random = randomOf(15);
    const draft = await draftedFrom(
      table(2000, (row) => {
        const begun = random() * 50_000;
        return {
          started_at: at(begun),
          ended_at: at(row % 997 === 500 ? begun - 60 : begun + random() * 300),
        };
      }),
    );
    expect(acrossIn(draft)).toEqual(['? started_at <= ended_at']);
    expect(ruleOf(draft, 'started_at <= ended_at')?.reason).toMatch(/not in 2 of 2,000 rows: mistakes\?/);
  });

  test('columns missing together, and one that needs another', async () => {
    const random = randomOf(16);
    const draft = await draftedFrom(
      table(1200, (row) => {
        const known = random() < 0.6;
        const measured = known && random() < 0.5;
        return {
          n: row,
          lat: known ? (random() * 9).toFixed(3) : null,
          lon: known ? (random() * 9).toFixed(3) : null,
          accuracy: measured ? Math.floor(random() * 50) : null,
          note: random() < 0.5 ? `t${Math.floor(random() * 500)}` : null,
        };
      }),
    );
    expect(acrossIn(draft)).toEqual([
      '✓ (lat is null and lon is null) or (lat is not null and lon is not null)',
      '✓ lat is not null where accuracy is not null',
    ]);
  });
});
