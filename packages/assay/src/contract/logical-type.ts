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
