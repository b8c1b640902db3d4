const secretWords =
  /(^|[^a-z])(pass(word|wd|phrase)?|secret|token|credentials?|auth|api[_-]?key|private[_-]?key|access[_-]?key|key)([^a-z]|$)/i;

/** Whether a variable, a parameter or an option of this name may hold what nobody else is to know. */
export const isSecretName = (name: string): boolean =>
  secretWords.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));

const hidden = '***';

/** A text with the passwords of its URLs hidden. */
export const withoutPasswords = (word: string): string =>
  word.replace(/([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]*@/gi, `$1:${hidden}@`);

/** The words of a command with the values of what may be secret hidden: `--token x`, `API_KEY=x`, the password of a URL. */
export const withoutSecrets = (words: readonly string[]): readonly string[] => {
  const hides = (word: string | undefined): boolean =>
    word !== undefined && /^--?[A-Za-z]/.test(word) && !word.includes('=') && isSecretName(word);
  return words.map((word, index) => {
    if (hides(words[index - 1]) && !word.startsWith('-')) return hidden;
    const equals = word.indexOf('=');
    if (equals > 0 && isSecretName(word.slice(0, equals))) return `${word.slice(0, equals + 1)}${hidden}`;
    return withoutPasswords(word);
  });
};
