/** A test of texts against a pattern in which `*` stands for any characters, also none, and every other sign for itself. */
export const wildcard = (pattern: string): ((text: string) => boolean) => {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  const test = new RegExp(`^${parts.join('.*')}$`, 's');
  return (text) => test.test(text);
};
