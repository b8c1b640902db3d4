/** Names of one type, as databases and file formats write it; the first is the one compared. */
const synonyms: readonly (readonly string[])[] = [
  [
    'TEXT',
    'VARCHAR',
    'CHARACTER VARYING',
    'CHAR',
    'CHARACTER',
    'BPCHAR',
    'STRING',
    'NVARCHAR',
    'NCHAR',
    'VARCHAR2',
    'NVARCHAR2',
    'CLOB',
    'UTF8',
  ],
  ['TINYINT', 'INT1', 'INT8_T'],
  ['SMALLINT', 'INT2', 'SHORT', 'INT16'],
  ['INTEGER', 'INT', 'INT4', 'SIGNED', 'INT32'],
  ['BIGINT', 'INT8', 'LONG', 'INT64'],
  ['HUGEINT', 'INT128'],
  ['UTINYINT', 'UINT8'],
  ['USMALLINT', 'UINT16'],
  ['UINTEGER', 'UINT32'],
  ['UBIGINT', 'UINT64'],
  ['UHUGEINT', 'UINT128'],
  ['REAL', 'FLOAT4', 'FLOAT32'],
  ['DOUBLE', 'DOUBLE PRECISION', 'FLOAT8', 'FLOAT64'],
  ['DECIMAL', 'NUMERIC', 'NUMBER', 'DEC'],
  ['BOOLEAN', 'BOOL', 'LOGICAL'],
  ['DATE', 'DATE32'],
  ['TIME', 'TIME WITHOUT TIME ZONE'],
  ['TIMETZ', 'TIME WITH TIME ZONE'],
  ['TIMESTAMP', 'TIMESTAMP WITHOUT TIME ZONE', 'DATETIME', 'TIMESTAMP_NTZ'],
  ['TIMESTAMPTZ', 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP_TZ'],
  ['BYTEA', 'BLOB', 'BINARY', 'VARBINARY', 'BYTES'],
];
const canonical = new Map(
  synonyms.flatMap(([first = '', ...others]) => [first, ...others].map((name) => [name, first] as const)),
);

interface PhysicalType {
  readonly name: string;
  readonly parameters?: string;
}

const parsed = (written: string): PhysicalType => {
  const plain = written.trim().toUpperCase().replace(/\s+/g, ' ');
  const [, before = plain, parameters, after = ''] = /^([^([]*?) ?\(([^)]*)\)( [A-Z ]+)?$/.exec(plain) ?? [];
  const name = `${before}${after}`;
  return {
    name: canonical.get(name) ?? name,
    ...(parameters === undefined ? {} : { parameters: parameters.replaceAll(' ', '') }),
  };
};

/** `FLOAT` has 32 bits in one engine and 64 in the next. */
const isFloat = ({ name }: PhysicalType): boolean => name === 'FLOAT' || name === 'REAL' || name === 'DOUBLE';

/**
 * Whether a type that a contract names is the type that an engine declares: names are compared by their synonyms, lengths and
 * precision where both sides have them.
 */
export const isSameType = (wanted: string, found: string): boolean => {
  const [left, right] = [parsed(wanted), parsed(found)];
  const sameName =
    left.name === right.name ||
    ((left.name === 'FLOAT' || right.name === 'FLOAT') && isFloat(left) && isFloat(right));
  return (
    sameName &&
    (left.parameters === undefined || right.parameters === undefined || left.parameters === right.parameters)
  );
};
