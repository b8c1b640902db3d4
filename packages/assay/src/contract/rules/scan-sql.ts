export interface SqlPiece {
  /** `identifier` is a quoted name, `text` a literal with its quotes. */
  readonly kind: 'code' | 'text' | 'identifier' | 'comment';
  readonly text: string;
  /** False where a quote or comment is left open at the end. */
  readonly closed: boolean;
}

interface Delimited {
  readonly kind: SqlPiece['kind'];
  readonly open: RegExp;
  readonly whole: RegExp;
  /** Letters right before the opening make it part of a name. */
  readonly startsWord?: true;
}

const pieces: readonly Delimited[] = [
  { kind: 'comment', open: /--/y, whole: /--[^\n]*/y },
  { kind: 'text', open: /[eE]'/y, whole: /[eE]'(?:[^'\\]|''|\\[\s\S])*'/y, startsWord: true },
  { kind: 'text', open: /'/y, whole: /'(?:[^']|'')*'/y },
  { kind: 'identifier', open: /"/y, whole: /"(?:[^"]|"")*"/y },
  { kind: 'identifier', open: /`/y, whole: /`(?:[^`]|``)*`/y },
  {
    kind: 'text',
    open: /\$(?:[A-Za-z_]\w*)?\$/y,
    whole: /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y,
    startsWord: true,
  },
];

/** Cuts SQL into code, literals, quoted names and comments; joined, the pieces give the text again. */
export const scanSql = (sql: string): readonly SqlPiece[] => {
  const found: SqlPiece[] = [];
  let start = 0;
  let at = 0;
  const take = (kind: SqlPiece['kind'], end: number, closed: boolean) => {
    if (at > start) found.push({ kind: 'code', text: sql.slice(start, at), closed: true });
    found.push({ kind, text: sql.slice(at, end), closed });
    start = at = end;
  };
  while (at < sql.length) {
    if (sql.startsWith('/*', at)) {
      const end = endOfBlock(sql, at);
      take('comment', end ?? sql.length, end !== undefined);
      continue;
    }
    const inWord = /\w/.test(sql[at - 1] ?? '');
    const piece = pieces.find(
      ({ open, startsWord }) => !(inWord && startsWord) && endOfMatch(open, sql, at) !== undefined,
    );
    if (piece === undefined) at++;
    else {
      const end = endOfMatch(piece.whole, sql, at);
      take(piece.kind, end ?? sql.length, end !== undefined);
    }
  }
  if (at > start) found.push({ kind: 'code', text: sql.slice(start), closed: true });
  return found;
};

const endOfMatch = (pattern: RegExp, sql: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
};

/** Block comments nest in PostgreSQL and DuckDB. */
const endOfBlock = (sql: string, from: number): number | undefined => {
  let depth = 0;
  for (let at = from; at < sql.length - 1; at++) {
    if (sql.startsWith('/*', at)) depth++;
    else if (sql.startsWith('*/', at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return undefined;
};
