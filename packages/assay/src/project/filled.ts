import { Refusal } from '../domain/problem.ts';
import { interpolate } from './interpolate.ts';
import type { Project } from './project.ts';

/** A text of `assay.yaml`, which is at this path in it, with its variables filled in. Throws `Refusal` for one that is not set. */
export const filled = (text: string, project: Project, path: readonly string[]): string => {
  const value = interpolate(text, project.variables, project.placeOf(path));
  if (typeof value !== 'string') throw new Refusal([value]);
  return value;
};
