/** A name that `assay.yaml`, ODCS and a file all take. */
export const plainName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'data';

export const contractFileOf = (name: string): string => `${name}.odcs.yaml`;
