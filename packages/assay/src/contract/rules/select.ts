import { scanSql } from './scan-sql.ts';

const writers = /[()]\s*(insert|update|delete|merge)\b/i;

/**
 * Why a query is not one read-only SELECT; undefined where it is one. The first line of defence: queries also run on read-only
 * connections.
 */
export const whyNotOneSelect = (query: string): string | undefined => {
  const found = scanSql(query);
  if (found.some(({ closed }) => !closed)) return 'a quote or comment is left open';
  const code = found
    .map(({ kind, text }) =>
      kind === 'code' ? text : kind === 'comment' ? ' ' : kind === 'text' ? "''" : '""',
    )
    .join('')
    .trim();
  const statement = withoutEnd(code);
  if (statement === '') return 'the query is empty';
  if (statement.includes(';')) return 'the query holds more than one statement';
  const first = /^[(\s]*([A-Za-z]+)/.exec(statement)?.[1]?.toLowerCase();
  if (first !== 'select' && first !== 'with')
    return `the query starts with ${first ?? statement.slice(0, 10)}, not with SELECT or WITH`;
  if (first === 'with' && !/\bselect\b/i.test(statement)) return 'the query selects nothing';
  const writer = writers.exec(statement)?.[1];
  if (writer !== undefined) return `the query writes: ${writer.toUpperCase()}`;
  if (/\binto\b/i.test(statement)) return 'SELECT INTO writes a table';
  if (/\bfor\s+(no\s+key\s+)?(update|share|key\s+share)\b/i.test(statement)) return 'the query locks rows';
  return undefined;
};

/** Drops semicolons and spaces at the end. A loop, for the regular expression takes quadratic time on long runs of spaces. */
const withoutEnd = (code: string): string => {
  let rest = code.trimEnd();
  while (rest.endsWith(';')) rest = rest.slice(0, -1).trimEnd();
  return rest;
};
