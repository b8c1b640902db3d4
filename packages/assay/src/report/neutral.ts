const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Control characters, halves of characters, what turns the direction of writing, and what is invisible. */
const treacherous =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

const escaped = (character: string): string =>
  escapes[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const longest = 1000;

/**
 * Text of a table, a contract or a driver on one line that nothing in it can break: control characters, escape sequences and
 * bidirectional overrides are written as escapes, and what is over 1,000 characters is cut.
 */
export const oneLine = (text: string, most = longest): string => {
  const safe = text.replace(treacherous, escaped);
  const characters = safe.length <= most ? undefined : [...safe];
  return characters === undefined || characters.length <= most
    ? safe
    : `${characters.slice(0, most - 1).join('')}…`;
};

const invisible = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON of the same value that is one line in every reader, and that no terminal takes for a command. */
export const plainJson = (json: string): string =>
  json.replace(invisible, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
