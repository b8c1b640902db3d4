import { normal, pick } from '../../random.ts';
import { decides, isIn, isKey, refers, says } from './truth.ts';
import { at, type MakeWorld, many, moment, padded, to, whole } from './world.ts';

const words = [
  'bearing',
  'noise',
  'replaced',
  'leak',
  'at',
  'flange',
  'checked',
  'ok',
  'again',
  'see',
  'photo',
  'oil',
];
const faults = ['F10', 'F11', 'F20', 'F31', 'F32', 'F40'];

/** Maintenance orders with free text, codes, times and costs; one plant in 200 is wrong. */
export const workOrders: MakeWorld = (random) => {
  const assets = many(80, (index) => ({
    asset: `A-${padded(2000 + index * 9, 5)}`,
    plant: pick(['north', 'south', 'east'], random),
    criticality: pick(['low', 'mid', 'high'], random),
  }));
  const teams = many(5, (index) => ({ team: `T${index + 1}`, rate: 48 + 7 * index }));
  const technicians = many(24, (index) => ({ technician: 300 + index * 7, ...at(teams, whole(random, 5)) }));
  return {
    name: 'work orders',
    parents: { assets: assets.map(({ asset, criticality }) => ({ asset, criticality })) },
    truths: [
      isKey('order_id'),
      decides(['asset'], 'criticality'),
      decides(['asset'], 'plant', 'dependency with 0.5 % errors'),
      decides(['technician_no'], 'team'),
      decides(['team'], 'hourly_rate'),
      says('order', 'reported <= started', /reported_at <= started_at/),
      says('order', 'started <= finished', /started_at <= finished_at/),
      says(
        'product',
        'labour cost = hours x rate',
        /(labour_hours \* hourly_rate|hourly_rate \* labour_hours)/,
      ),
      says('sum', 'total = labour + parts', /(labour_cost \+ parts_cost|parts_cost \+ labour_cost)/),
      says(
        'ratio',
        'cost per hour',
        /(cost_per_hour|labour_hours) - total_cost|total_cost - .*cost_per_hour/,
      ),
      says(
        'condition',
        'no fault of planned work',
        /fault_code is null where type|fault_code is not null where type|type.*where fault_code/,
      ),
      says('condition', 'high priority of breakdowns', /priority.*where type|type.*where priority/),
      refers('asset', 'assets'),
      isIn('labour_hours', 'h'),
      isIn('downtime_min', 'min'),
    ],
    batch: (draw, rows, part) =>
      many(rows, (index) => {
        const row = part * rows + index;
        const { asset, plant, criticality } = pick(assets, draw);
        const { technician, team, rate } = pick(technicians, draw);
        const type = pick(['planned', 'planned', 'inspection', 'repair', 'breakdown'], draw);
        const reported = row * 5400 + whole(draw, 5000);
        const started = reported + Math.round(-3 * 3600 * Math.log(1 - draw()));
        const hours = to(Math.min(12, 0.5 - 2 * Math.log(1 - draw())), 2);
        const labour = to(hours * rate, 2);
        const parts = draw() < 0.4 ? 0 : to(Math.exp(4 + 0.5 * normal(draw)), 2);
        const broken = type === 'repair' || type === 'breakdown';
        return {
          order_id: 810_000 + row * 2 + whole(draw, 2),
          asset,
          plant: draw() < 0.005 ? pick(['north', 'south', 'east'], draw) : plant,
          criticality,
          type,
          priority: type === 'breakdown' ? 1 : 2 + whole(draw, 3),
          fault_code: broken ? pick(faults, draw) : null,
          technician_no: technician,
          team,
          hourly_rate: rate,
          reported_at: moment(reported),
          started_at: moment(started),
          finished_at: moment(started + hours * 3600),
          labour_hours: hours,
          downtime_min: type === 'breakdown' ? 10 + whole(draw, 240) : 0,
          labour_cost: labour,
          parts_cost: parts,
          total_cost: to(labour + parts, 2),
          cost_per_hour: to((labour + parts) / hours, 2),
          remark: many(2 + whole(draw, 6), () => pick(words, draw)).join(' '),
        };
      }),
  };
};
