import { expect, test } from 'vitest';
import { normalOf, randomOf } from '../init/in-folder.ts';
import { acrossIn, draftedFrom, table } from './drafted.ts';

/** A state that lasts: about 50 rows each. */
const lasting = (random: () => number, values: number): (() => string) => {
  let held = 0;
  return () => {
    if (random() < 0.02) held = Math.floor(random() * values);
    return `s${held}`;
  };
};

test('states that last and have nothing to do with one another make no rule: 6 tables, seeds 401 to 406', async () => {
  for (let seed = 401; seed <= 406; seed += 1) {
    const random = randomOf(seed);
    const [mode, recipe, operator] = [lasting(random, 3), lasting(random, 12), lasting(random, 8)];
    let level = 50;
    const draft = await draftedFrom(
      table(1500, () => {
        level += normalOf(random);
        return { mode: mode(), recipe: recipe(), operator: operator(), level: level.toFixed(2) };
      }),
    );
    expect({ seed, rules: acrossIn(draft).filter((rule) => rule.startsWith('✓')) }).toEqual({
      seed,
      rules: [],
    });
  }
});
