import { describe, expect, test } from 'vitest';
import { randomOf } from '../init/in-folder.ts';
import { acrossIn, draftedFrom, ruleOf, table } from './drafted.ts';

const of = <T>(items: readonly T[], at: number): T => items[Math.floor(at * items.length)] as T;

describe('dependencies', () => {
  test('one column decides another, and what follows from others is left out', async () => {
    const random = randomOf(21);
    const lines = Array.from({ length: 40 }, () => Math.floor(random() * 8));
    const draft = await draftedFrom(
      table(2000, () => {
        const machine = Math.floor(random() * 40);
        const line = lines[machine] ?? 0;
        return {
          machine: `m${machine}`,
          line: `l${line}`,
          hall: `h${line % 3}`,
          speed: (random() * 900).toFixed(1),
        };
      }),
    );
    expect(acrossIn(draft)).toEqual(['✓ machine decides line', '? line decides hall']);
    expect(ruleOf(draft, 'machine decides line')?.reason).toMatch(
      /^each of 40 values of machine that rows share has one line, in 2,000 rows, \d+ of them kept back$/,
    );
  });

  test('two columns decide a third that neither does alone', async () => {
    const random = randomOf(22);
    const norm = new Map<string, number>();
    const draft = await draftedFrom(
      table(3000, () => {
        const [product, machine] = [
          of(['p', 'q', 'r', 's', 't'], random()),
          of(['a', 'b', 'c', 'd'], random()),
        ];
        const key = product + machine;
        const seconds = norm.get(key) ?? 10 + Math.floor(random() * 90);
        norm.set(key, seconds);
        return {
          product,
          machine,
          norm_seconds: seconds,
          seconds: (seconds * (0.9 + random() / 5)).toFixed(2),
        };
      }),
    );
    expect(acrossIn(draft)).toContain('✓ product + machine decides norm_seconds');
  });

  test('rows that disagree are a question, and are counted', async () => {
    const random = randomOf(23);
    const draft = await draftedFrom(
      table(3000, (row) => {
        const article = Math.floor(random() * 60);
        return { article: `a${article}`, weight: (row % 400 === 7 ? 1 : 10 + article * 0.5).toFixed(1) };
      }),
    );
    expect(ruleOf(draft, 'article decides weight')).toMatchObject({
      sure: false,
      exceptions: 8,
      reason: 'article decides weight in all but 8 of 3,000 rows: mistakes?',
    });
  });

  test('what is the same again and again is no evidence', async () => {
    const random = randomOf(24);
    const hospitals = Array.from({ length: 30 }, (_unused, at) => {
      const county = Math.floor(random() * 25);
      return { hospital: `h${at}`, county: `c${county}`, emergency: county % 5 === 0 ? 'no' : 'yes' };
    });
    const draft = await draftedFrom(
      table(3000, () => ({ ...of(hospitals, random()), score: Math.floor(random() * 100) })),
    );
    expect(acrossIn(draft).filter((rule) => rule.includes('county decides'))).toEqual([]);
    expect(acrossIn(draft)).toContain('✓ hospital decides county');
  });
});

describe('conditions', () => {
  test('a category allows some values, or demands that one is there', async () => {
    const random = randomOf(25);
    const draft = await draftedFrom(
      table(3000, () => {
        const state = of(['run', 'run', 'run', 'stop', 'fault'], random());
        return {
          state,
          code: state === 'fault' ? of(['E1', 'E2', 'E3'], random()) : null,
          shift: of(['a', 'b', 'c'], random()),
          job:
            state === 'run'
              ? `j${Math.floor(random() * 400)}`
              : random() < 0.3
                ? `j${Math.floor(random() * 400)}`
                : null,
        };
      }),
    );
    expect(acrossIn(draft)).toEqual([
      "✓ code is not null where state = 'fault'",
      "✓ job is not null where state = 'run'",
      "✓ code is null where state in ('run', 'stop')",
    ]);
  });

  test('what two customers have in common is no bound of the channel that they use', async () => {
    const random = randomOf(33);
    const limits = Array.from({ length: 150 }, () => Number((1500 + 8500 * random()).toFixed(2)));
    const draft = await draftedFrom(
      table(1500, (row) => {
        const byFax = random() < 0.08;
        const customer = byFax ? row % 2 : Math.floor(random() * 150);
        return {
          customer: `C${1000 + customer}`,
          credit: customer < 2 ? 1200.5 + customer : (limits[customer] ?? 0),
          channel: byFax ? 'fax' : random() < 0.5 ? 'web' : 'shop',
          amount: (500 * random()).toFixed(2),
        };
      }),
    );
    expect(acrossIn(draft)).toEqual(['✓ customer decides credit']);
  });

  test('a category bounds a number, and the bound has a margin', async () => {
    const random = randomOf(26);
    const draft = await draftedFrom(
      table(3000, () => {
        const state = of(['run', 'run', 'idle', 'stop'], random());
        const speed = state === 'stop' ? random() * 20 : 100 + random() * 900;
        return { state, speed: speed.toFixed(1), load: (random() * 100).toFixed(1) };
      }),
    );
    expect(acrossIn(draft)).toHaveLength(1);
    const bound = Number(/^✓ speed <= (\d+) where state = 'stop'$/.exec(acrossIn(draft)[0] ?? '')?.[1]);
    expect(bound).toBeGreaterThanOrEqual(20);
    expect(bound).toBeLessThanOrEqual(40);
  });
});
