import { type Problem, problem } from '../domain/problem.ts';
import type { Place } from '../domain/verdict.ts';
import { type Path, pointer } from './path.ts';
import type { Source } from './yaml/source.ts';

/** One reading of a contract: where its problems are collected, each with its place. */
export interface Reading {
  readonly source: Source;
  /** What was found so far; beyond `mostProblems`, what is left is only counted. */
  readonly problems: () => readonly Problem[];
  readonly place: (path: Path) => Place;
  /** The contract breaks the standard, or asks for what can never be judged. */
  readonly reject: (path: Path, message: string, hint: string) => void;
  /** Readable, but deserves a look. */
  readonly note: (path: Path, message: string, hint: string) => void;
  /** A form that only ODCS's prose allows: a note, or a refusal where the reading is strict. */
  readonly proseOnly: (path: Path, message: string, hint: string) => void;
}

const short = (text: string): string => (text.length > 1000 ? `${text.slice(0, 999)}…` : text);

/** The most problems of one contract that are told one by one. */
export const mostProblems = 1000;

export const startReading = (source: Source, strict: boolean): Reading => {
  const told: Problem[] = [];
  const untold = { 'contract-invalid': 0, 'contract-lint': 0 };
  const report = (code: keyof typeof untold) => (path: Path, message: string, hint: string) => {
    if (told.length >= mostProblems) untold[code]++;
    else told.push(problem(code, short(`${pointer(path)}: ${message}`), short(hint), source.place(path)));
  };
  const reject = report('contract-invalid');
  const note = report('contract-lint');
  const problems = () => {
    const more = untold['contract-invalid'] + untold['contract-lint'];
    const code = untold['contract-invalid'] > 0 ? 'contract-invalid' : 'contract-lint';
    return more === 0
      ? told
      : [
          ...told,
          problem(code, `and ${more} more problems`, 'mend those above first', { file: source.file }),
        ];
  };
  return { source, problems, place: source.place, reject, note, proseOnly: strict ? reject : note };
};
