/** ODCS's types, whatever an engine calls them. */
export type LogicalType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'array'
  | 'object';

/** Values of these types may be kept as text, in the form that the option `format` gives. */
export const isTemporal = (type: LogicalType | undefined): boolean =>
  type === 'date' || type === 'timestamp' || type === 'time';
