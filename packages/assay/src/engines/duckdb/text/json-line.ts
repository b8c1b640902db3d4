/** Objects longer than this are rejected, or are a problem. */
export const longestObject = 64 * 1024 * 1024;

/** Numbers that many writers write and DuckDB reads, though the standard has them not. */
const withoutNaN = (line: string): string =>
  line.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
    found.startsWith('"') ? found : '0',
  );

/** What is said of a line that breaks off. */
export const endsTooEarly = 'no JSON: it ends too early';

/** What the parser says without what it found: that is a value, and may be nobody's to see. */
const placeOf = (message: string, { length }: string): string => {
  const at = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (at >= length || /end of JSON|^Unterminated string/.test(message)) return endsTooEarly;
  return Number.isNaN(at) ? 'no JSON' : `no JSON at character ${at + 1}`;
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (cause) {
    if (/NaN|Infinity/.test(line)) return JSON.parse(withoutNaN(line));
    throw cause;
  }
};

/** Why a line is no JSON object; undefined where it is one. Says nothing of what the line holds. */
export const lineProblem = (line: string): string | undefined => {
  try {
    const value = parsed(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : 'no JSON object';
  } catch (cause) {
    return placeOf(cause instanceof Error ? cause.message : '', line);
  }
};
