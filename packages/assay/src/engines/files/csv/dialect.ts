/** How a delimited text separates and quotes. Bytes, because all three are ASCII. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** The quote itself where quotes are doubled, a backslash where they are escaped. */
  readonly escape: string;
}

export const isOneAscii = (text: string): boolean =>
  text.length === 1 && text.charCodeAt(0) < 128 && text !== '\n' && text !== '\r';
