import { unitOf } from '../../checks/units.ts';
import type { Looked } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import { perText } from './suggest-cadence.ts';
import type { Suggestion } from './suggestion.ts';

/** Units by the last word of a column's name, as engineers abbreviate them. */
const units: Readonly<Record<string, string>> = {
  c: '°C',
  degc: '°C',
  celsius: '°C',
  f: '°F',
  degf: '°F',
  fahrenheit: '°F',
  k: 'K',
  kelvin: 'K',
  pa: 'Pa',
  kpa: 'kPa',
  mpa: 'MPa',
  bar: 'bar',
  mbar: 'mbar',
  psi: 'psi',
  us: 'µs',
  ms: 'ms',
  s: 's',
  sec: 's',
  seconds: 's',
  min: 'min',
  minutes: 'min',
  h: 'h',
  hours: 'h',
  mm: 'mm',
  cm: 'cm',
  m: 'm',
  km: 'km',
  inch: 'in',
  ft: 'ft',
  g: 'g',
  kg: 'kg',
  lb: 'lb',
  t: 't',
  w: 'W',
  kw: 'kW',
  mw: 'MW',
  wh: 'Wh',
  kwh: 'kWh',
  v: 'V',
  a: 'A',
  ma: 'mA',
  hz: 'Hz',
  rpm: 'rpm',
  nm: 'Nm',
  percent: '%',
  pct: '%',
};

const time = /time|duration|delay|age|interval|elapsed|wear|period|latency|uptime|downtime/i;
const temperature = /temp|therm|dew|wet|dry|heat/i;
const length = /length|width|height|depth|dist|level|position|thick|diam|radius|altitude|elev/i;
const current = /curr|amp/i;
const power = /power|load|watt/i;
/** Abbreviations that mean other things too, and what a name must say to mean the unit: `temp_min` is no time, `plan_c` no temperature. */
const hints: Readonly<Record<string, RegExp>> = {
  c: temperature,
  f: temperature,
  k: temperature,
  pa: /press|vacuum/i,
  us: time,
  s: time,
  min: time,
  h: time,
  m: length,
  g: /mass|weight|accel/i,
  t: /mass|weight|tonnage/i,
  w: power,
  mw: power,
  v: /volt|supply|batt/i,
  a: current,
  ma: current,
  nm: /torque|moment/i,
};

/** `[0]` is an index, `(see note)` a remark. */
const unitLike = /^[A-Za-z°%‰µΩ][\w°%µΩ/·²³^*-]{0,9}$/;

/** The unit a column's name states (`process_temp_k`, `Torque [Nm]`), or undefined. */
export const unitInName = (name: string): string | undefined => {
  const bracketed = /[[(]\s*([^\])]+?)\s*[\])]/.exec(name)?.[1];
  if (bracketed !== undefined)
    return units[bracketed.toLowerCase()] ?? (unitLike.test(bracketed) ? bracketed : undefined);
  const [, first = '', last = ''] = /^(.+)[_ -]([A-Za-z]+)$/.exec(name) ?? [];
  const unit = last.toLowerCase();
  return (hints[unit]?.test(first) ?? true) ? units[unit] : undefined;
};

/**
 * Values outside the range that lie inside it when read in another unit are told as such. Only where both bounds are sure, and the unit is
 * one that is confused with others.
 */
export const suggestUnit = (
  { column, rows }: Looked,
  range: readonly Suggestion[],
  cadence: Cadence | undefined,
): readonly Suggestion[] => {
  const unit = unitOf(unitInName(column.name) ?? '');
  const [low, high] = [range[0]?.body.minimum, range[1]?.body.maximum];
  if (unit === undefined || !range.every(({ sure }) => sure)) return [];
  if (typeof low !== 'number' || typeof high !== 'number' || low >= high) return [];
  const per = cadence?.per ?? [];
  return [
    {
      place: 'quality',
      body: {
        type: 'custom',
        engine: 'assay',
        implementation: {
          check: 'unitSuspicion',
          unit: unit.name,
          usual: [low, high],
          ...(per.length === 0 ? {} : { per: [...per] }),
        },
      },
      check: 'unitSuspicion',
      shown: `in ${unit.name}`,
      sure: true,
      reason: `the name says ${unit.name}; ${rows.toLocaleString('en')} values lie in this range${perText(per)}`,
    },
  ];
};
