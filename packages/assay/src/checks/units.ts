/** A unit of measurement: a value in it times `factor` plus `offset` is the value in the base unit of its quantity. */
export interface Unit {
  readonly name: string;
  /** Other spellings; capitals count, since mW is not MW. */
  readonly also: readonly string[];
  readonly quantity: string;
  readonly factor: number;
  readonly offset: number;
}

const quantity = (
  name: string,
  units: Readonly<Record<string, readonly [factor: number, also?: string, offset?: number]>>,
): readonly Unit[] =>
  Object.entries(units).map(([unit, [factor, also = '', offset = 0]]) => ({
    name: unit,
    also: also === '' ? [] : also.split(' '),
    quantity: name,
    factor,
    offset,
  }));

/**
 * Units that are confused in plants. Factors are exact by definition or as given in NIST Special Publication 811 (2008), "Guide for the
 * Use of the International System of Units", appendix B.8; gallons and fluid measures are those of the United States.
 */
export const units: readonly Unit[] = [
  ...quantity('temperature', {
    '°C': [1, 'C degC celsius'],
    '°F': [5 / 9, 'F degF fahrenheit', -160 / 9],
    K: [1, 'kelvin', -273.15],
  }),
  ...quantity('pressure', {
    Pa: [1],
    hPa: [100, 'mbar'],
    kPa: [1e3],
    bar: [1e5],
    MPa: [1e6],
    psi: [6894.757293168],
    mmHg: [133.322387415, 'Torr'],
    atm: [101_325],
  }),
  ...quantity('time', {
    ns: [1e-9],
    µs: [1e-6, 'us'],
    ms: [1e-3],
    s: [1, 'sec'],
    min: [60],
    h: [3600],
    d: [86_400],
  }),
  ...quantity('length', {
    µm: [1e-6, 'um'],
    mm: [1e-3],
    cm: [1e-2],
    m: [1],
    km: [1e3],
    in: [0.0254, 'inch'],
    ft: [0.3048, 'foot'],
    mi: [1609.344, 'mile'],
  }),
  ...quantity('mass', {
    mg: [1e-6],
    g: [1e-3],
    kg: [1],
    t: [1e3, 'tonne'],
    lb: [0.45359237, 'lbs'],
    oz: [0.028349523125],
  }),
  ...quantity('speed', {
    'm/s': [1],
    'mm/s': [1e-3],
    'm/min': [1 / 60],
    'km/h': [1 / 3.6, 'kph'],
    mph: [0.44704],
    'ft/s': [0.3048],
    kn: [1852 / 3600, 'knot'],
  }),
  ...quantity('acceleration', { 'm/s²': [1, 'm/s2'], gn: [9.80665, 'g0'], 'ft/s²': [0.3048, 'ft/s2'] }),
  ...quantity('volume', {
    ml: [1e-3, 'mL'],
    l: [1, 'L'],
    'm³': [1e3, 'm3'],
    gal: [3.785411784],
    'ft³': [28.316846592, 'ft3'],
  }),
  ...quantity('flow', {
    'l/s': [1, 'L/s'],
    'l/min': [1 / 60, 'L/min'],
    'l/h': [1 / 3600, 'L/h'],
    'm³/h': [1 / 3.6, 'm3/h'],
    'gal/min': [3.785411784 / 60, 'gpm'],
  }),
  ...quantity('power', { mW: [1e-3], W: [1], kW: [1e3], MW: [1e6], hp: [745.69987158227] }),
  ...quantity('energy', {
    J: [1],
    kJ: [1e3],
    MJ: [1e6],
    Wh: [3600],
    kWh: [3.6e6],
    MWh: [3.6e9],
    kcal: [4184],
    BTU: [1055.05585262, 'Btu'],
  }),
  ...quantity('voltage', { mV: [1e-3], V: [1], kV: [1e3] }),
  ...quantity('current', { µA: [1e-6, 'uA'], mA: [1e-3], A: [1], kA: [1e3] }),
  ...quantity('frequency', { Hz: [1], kHz: [1e3], MHz: [1e6], rpm: [1 / 60, '1/min'] }),
  ...quantity('force', { N: [1], kN: [1e3], lbf: [4.4482216152605], kgf: [9.80665] }),
  ...quantity('torque', { Nm: [1, 'N·m'], lbf·ft: [1.3558179483314, 'lbft'] }),
  ...quantity('ratio', { fraction: [1, '1'], '%': [1e-2, 'percent'], '‰': [1e-3], ppm: [1e-6] }),
  ...quantity('angle', { rad: [1], '°': [Math.PI / 180, 'deg'], rev: [2 * Math.PI] }),
  ...quantity('data', { B: [1, 'byte'], kB: [1e3], KiB: [1024], MB: [1e6], MiB: [1_048_576] }),
];

/** The unit of a name or another spelling; capitals are ignored only where that leaves one. */
export const unitOf = (name: string): Unit | undefined => {
  const named = (fits: (spelling: string) => boolean): readonly Unit[] =>
    units.filter((unit) => [unit.name, ...unit.also].some(fits));
  const [exact] = named((spelling) => spelling === name);
  if (exact !== undefined) return exact;
  const loose = named((spelling) => spelling.toLowerCase() === name.toLowerCase());
  return loose.length === 1 ? loose[0] : undefined;
};

/** Another unit of a quantity, and how a value written in it becomes one in the right unit: value · factor + offset. */
export interface Confusion {
  readonly unit: Unit;
  readonly instead: Unit;
  readonly factor: number;
  readonly offset: number;
}

/** The units a value could be in by mistake, if it should be in `right`. */
export const confusionsOf = (right: Unit): readonly Confusion[] =>
  units
    .filter((unit) => unit.quantity === right.quantity && unit !== right)
    .map((unit) => ({
      unit,
      instead: right,
      factor: unit.factor / right.factor,
      offset: (unit.offset - right.offset) / right.factor,
    }));

/** A value of the right unit as it is written in the other one. */
export const writtenIn = ({ factor, offset }: Confusion, value: number): number => (value - offset) / factor;
