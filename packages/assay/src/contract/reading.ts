import { type Problem, type ProblemCode, problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { type Path, pointer } from './path.ts';
import type { Source } from './yaml/source.ts';

/** One reading of a contract: where its problems are collected, each with its place. */
export interface Reading {
  readonly source: Source;
  readonly problems: Problem[];
  readonly place: (path: Path) => Place;
  /** The contract breaks the standard, or asks for what can never be judged. */
  readonly reject: (path: Path, message: string, hint: string) => void;
  /** Readable, but deserves a look. */
  readonly note: (path: Path, message: string, hint: string) => void;
  /** A form that only ODCS's prose allows: a note, or a refusal where the reading is strict. */
  readonly proseOnly: (path: Path, message: string, hint: string) => void;
}

export const startReading = (source: Source, strict: boolean): Reading => {
  const problems: Problem[] = [];
  const report = (code: ProblemCode) => (path: Path, message: string, hint: string) => {
    problems.push(problem(code, `${pointer(path)}: ${message}`, hint, source.place(path)));
  };
  const reject = report('contract-invalid');
  const note = report('contract-lint');
  return { source, problems, place: source.place, reject, note, proseOnly: strict ? reject : note };
};
