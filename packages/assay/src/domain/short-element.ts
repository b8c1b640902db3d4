import type { Verdict } from './verdict.ts';

/** The rule's element without the dataset in front where that says nothing new. */
export const shortElement = ({ element, object }: Pick<Verdict, 'element' | 'object'>): string =>
  element === undefined || element === object
    ? ''
    : element.slice((object ?? element.split('.', 1)[0] ?? '').length + 1);
