import type { Execution } from './execution.ts';
import type { ObjectId } from './object-id.ts';

/** How versions were made, of which some are looked for: what is absent may be anything. */
export interface HowMade {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly seed?: number;
  /** The commit of the code, or how it begins. */
  readonly commit?: string;
  /** The execution itself. */
  readonly execution?: ObjectId;
}

export const asksHow = ({ parameters = {}, seed, commit, execution }: HowMade): boolean =>
  Object.keys(parameters).length > 0 || seed !== undefined || commit !== undefined || execution !== undefined;

/** Whether an execution was so. */
export const wasMadeSo = (
  { parameters: wanted = {}, seed, commit }: HowMade,
  { parameters, seed: known, git }: Execution,
): boolean =>
  Object.entries(wanted).every(([name, value]) => parameters[name] === value) &&
  (seed === undefined || seed === known) &&
  (commit === undefined || (git !== undefined && 'commit' in git && git.commit.startsWith(commit)));
