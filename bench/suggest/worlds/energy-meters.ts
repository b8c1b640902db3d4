import { normal } from '../../random.ts';
import { comesEvery, decides, isIn, refers, says } from './truth.ts';
import { at, type MakeWorld, many, moment, padded, to, whole } from './world.ts';

/** The first slot is Friday, 10 o'clock: a night and a weekend come soon. */
const fridayMorning = 4 * 96 + 40;

/** Twelve meters read every 15 minutes, with daylight, weekends, a register that counts on, and estimated values. */
export const energyMeters: MakeWorld = (random) => {
  const sites = ['Nord', 'Hafen', 'Werk 2', 'Depot'];
  const meters = many(12, (index) => ({
    meter: `1EMH${padded(100_400 + index * 13, 8)}`,
    site: at(sites, whole(random, 4)),
    base: 4 + 3 * random(),
  }));
  return {
    name: 'energy meters',
    parents: { meters: meters.map(({ meter, site }) => ({ meter, site })) },
    truths: [
      decides(['meter_id'], 'site'),
      decides(['hour', 'is_weekend'], 'tariff'),
      decides(['day_of_week'], 'is_weekend'),
      says('sum', 'net = power - pv', /pv_power_kw \+ net_power_kw|net_power_kw \+ pv_power_kw/),
      says('quantity', 'power = 4 x energy', /\babs\(power_kw.*energy_kwh|\babs\(energy_kwh.*power_kw/),
      says('condition', 'source where quality estimated', /estimated_by is (not )?null where/),
      comesEvery('read_at', 'meter_id', '15 min'),
      refers('meter_id', 'meters'),
      isIn('power_kw', 'kW'),
      isIn('energy_kwh', 'kWh'),
      isIn('voltage_v', 'V'),
    ],
    batch: (draw, rows, part) => {
      const per = Math.ceil(rows / meters.length);
      const registers = meters.map((_meter, index) => 50_000 + index * 777 + part * per * 3.5);
      return many(rows, (index) => {
        const [slot, own] = [
          fridayMorning + Math.floor(index / meters.length) + part * per,
          index % meters.length,
        ];
        const { meter, site, base } = at(meters, own);
        const hour = Math.floor(slot / 4) % 24;
        const weekday = Math.floor(slot / 96) % 7;
        const weekend = weekday >= 5;
        const sun = Math.max(0, Math.sin(((hour + (slot % 4) / 4 - 6) / 12) * Math.PI));
        const energy = to(
          Math.max(0.02, base * (weekend ? 0.3 : 1) * (1 + 0.6 * sun) + 0.3 * normal(draw)),
          3,
        );
        const pv = to(sun * 9 * (0.4 + 0.6 * draw()), 2);
        const power = to(energy * 4, 3);
        const register = (registers[own] ?? 0) + energy;
        registers[own] = register;
        const estimated = draw() < 0.08;
        return {
          read_at: moment(slot * 900),
          meter_id: meter,
          site,
          hour,
          day_of_week: weekday + 1,
          is_weekend: weekend ? 'true' : 'false',
          tariff: weekend || hour < 6 || hour >= 22 ? 'NT' : 'HT',
          energy_kwh: energy,
          power_kw: power,
          pv_power_kw: pv,
          net_power_kw: to(power - pv, 3),
          register_kwh: to(register, 1),
          voltage_v: to(231 + 1.4 * normal(draw), 1),
          cos_phi: to(Math.min(1, 0.96 + 0.02 * normal(draw)), 3),
          quality: estimated ? 'E' : 'M',
          estimated_by: estimated ? at(['profile', 'neighbour', 'hand'], whole(draw, 3)) : null,
        };
      });
    },
  };
};
