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

/** The unit a column's name states (`process_temp_k`, `Torque [Nm]`), or undefined. */
export const unitInName = (name: string): string | undefined => {
  const bracketed = /[[(]\s*([^\])]+?)\s*[\])]/.exec(name)?.[1];
  if (bracketed !== undefined) return units[bracketed.toLowerCase()] ?? bracketed;
  const [, first, last] = /^(.+)[_ -]([A-Za-z]+)$/.exec(name) ?? [];
  return first === undefined || last === undefined ? undefined : units[last.toLowerCase()];
};
