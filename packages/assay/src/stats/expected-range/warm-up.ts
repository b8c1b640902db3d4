import { studentQuantile } from '../student.ts';

/** A scale known from so many errors widens the range by no more than this factor. */
const mostWidening = 1.2;
const manyErrors = 200;

/**
 * So many forecast errors are needed before a range is said: the fewest m for which the quantile of Student's t with m degrees of freedom
 * is at most 1.2 times that of a known scale. The rarer a false alarm may be, the further out the quantile lies, and the more it takes.
 */
export const errorsNeeded = (falseAlarms: number): number => {
  const known = studentQuantile(falseAlarms / 2, manyErrors);
  let errors = 2;
  while (studentQuantile(falseAlarms / 2, errors) > mostWidening * known) errors += 1;
  return errors;
};
