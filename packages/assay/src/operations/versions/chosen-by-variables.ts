import { own } from '../../domain/own.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Project } from '../../project/project.ts';
import type { Add } from './adding/adding.ts';

const hasVariable = (text: string | undefined): boolean => /\$\{(?:env|var):/.test(text ?? '');

/** Whether a variable says which rows of a version are read, as its dataset is: whoever sets it chooses what its gate sees. */
export const readsByVariables = (project: Project, name: string): boolean =>
  hasVariable(own(project.config.datasets, name)?.where);

/** Whether a variable says which rows of what is added are judged; those of a table or a query are all that is added. */
export const judgesByVariables = (
  project: Project,
  { name, query }: Pick<Add, 'name' | 'query'>,
): boolean => {
  const dataset = own(project.config.datasets, name);
  return query === undefined && dataset !== undefined && 'path' in dataset && hasVariable(dataset.where);
};

/** Says that what a gate said was not kept with a version, and why. */
export const notKept = (called: string, why: string, hint: string): Problem =>
  problem('history-note', `what the gate said was not kept with ${called}: ${why}`, hint);

/** Says so where a variable chose what was judged. */
export const chosenByVariables = (called: string): Problem =>
  notKept(
    called,
    'a variable of assay.yaml chooses what is judged, so it says nothing of the whole',
    'leave variables out of where',
  );
