import type { Rule } from '../plan/rule.ts';

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );

/** Rules by id, with `*` for any characters, or by `tag:NAME`. */
export const selecting = (choices: readonly string[]): ((rule: Pick<Rule, 'id' | 'tags'>) => boolean) => {
  const tags = new Set(
    choices.filter((choice) => choice.startsWith('tag:')).map((choice) => choice.slice('tag:'.length)),
  );
  const ids = choices.filter((choice) => !choice.startsWith('tag:')).map(patternOf);
  return ({ id, tags: own }) => own.some((tag) => tags.has(tag)) || ids.some((pattern) => pattern.test(id));
};
