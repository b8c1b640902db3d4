import { normal, pick } from '../../random.ts';
import { comesEvery, decides, isIn, says } from './truth.ts';
import { at, type MakeWorld, many, moment, padded, to, whole } from './world.ts';

/** Bottles of three lines that are weighed every 30 s, in batches of 40 of one recipe. */
export const fillingLine: MakeWorld = (random) => {
  const recipes = many(8, (index) => {
    const target = 100 + 50 * whole(random, 12) + 10 * index;
    return {
      recipe: `R${padded(index * 7 + 3, 3)}`,
      article: `ART-${padded(1000 + index * 37, 5)}`,
      target,
      low: to(target * 0.985, 1),
      high: to(target * 1.015, 1),
    };
  });
  return {
    name: 'filling line',
    parents: {},
    truths: [
      decides(['batch_no'], 'recipe'),
      decides(['recipe'], 'article'),
      decides(['recipe'], 'target_weight_g'),
      decides(['recipe'], 'limit_low_g'),
      says(
        'sum',
        'fill = target + difference',
        /target_weight_g.*[+-].*difference_g|difference_g.*[+-].*target_weight_g/,
      ),
      says('quantity', 'temp_c and temp_f', /abs\(temp_[cf].*temp_[cf]/),
      says('condition', 'reject_code only where rejected', /reject_code is (not )?null where.*rejected/),
      comesEvery('at', 'line', '30 s'),
      isIn('temp_c', '°C'),
      isIn('pressure_mbar', 'mbar'),
      isIn('fill_weight_g', 'g'),
    ],
    batch: (draw, rows, part) =>
      many(rows, (index) => {
        const row = part * rows + index;
        const [line, step] = [row % 3, Math.floor(row / 3)];
        const batch = 3 * Math.floor(step / 40) + line;
        const made = at(recipes, (batch * 5 + (batch >> 3)) % 8);
        const difference = to((made.target / 150) * normal(draw), 1);
        const fill = to(made.target + difference, 1);
        const rejected = fill < made.low || fill > made.high;
        const temp = to(21 + 0.6 * normal(draw), 1);
        return {
          at: moment(step * 30 + line * 3),
          line: `L${line + 1}`,
          batch_no: 40_000 + batch,
          recipe: made.recipe,
          article: made.article,
          nozzle: 1 + whole(draw, 12),
          target_weight_g: made.target,
          limit_low_g: made.low,
          limit_high_g: made.high,
          fill_weight_g: fill,
          difference_g: difference,
          rejected: rejected ? 1 : 0,
          reject_code: rejected ? (fill < made.low ? 'UNDER' : 'OVER') : null,
          temp_c: temp,
          temp_f: to(temp * 1.8 + 32, 2),
          pressure_mbar: to(1013 + 9 * normal(draw), 0),
          speed_rpm: to(900 + 12 * normal(draw), 0),
          operator: pick(['kim', 'lee', 'ada', 'tom', 'eva'], draw),
        };
      }),
  };
};
