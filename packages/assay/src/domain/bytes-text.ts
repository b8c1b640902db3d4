const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** 1,234,567 bytes as `1.2 MB`: decimal units, two or three digits. */
export const bytesText = (bytes: number): string => {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};
