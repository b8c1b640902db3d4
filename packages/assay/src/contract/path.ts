/** Keys and indexes from the top of a document to one of its values. */
export type Path = readonly (string | number)[];

/** The path as a JSON pointer (RFC 6901): `/schema/0/name`; the whole document is `/`. */
export const pointer = (path: Path): string =>
  path.length === 0
    ? '/'
    : path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
