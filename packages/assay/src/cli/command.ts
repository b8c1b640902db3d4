import type { Command } from 'commander';
import type { Problem } from '../domain/problem.ts';

/** What a command may touch of the world. */
export interface Io {
  /** What was asked for, on standard output. */
  readonly out: (text: string) => void;
  /** Notes beside it, on standard error: never what a machine reads. */
  readonly note: (text: string) => void;
  /** Problems on standard error, also with `--quiet`. */
  readonly tell: (problems: readonly Problem[]) => void;
  /** Writes on standard error what may be drawn over later. */
  readonly draw: (text: string) => void;
  readonly colour: boolean;
  /** Columns of the terminal; absent where the output is no terminal. */
  readonly width?: number;
  /** True where progress may redraw a line. */
  readonly interactive: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly cwd: string;
  /** The folder of the project: `--project`, else the nearest with `assay.yaml`, else `cwd`. */
  readonly projectFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** One command of the command line: one file. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** Shown by `--help`: a command a newcomer can copy, and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly configure: (command: Command) => Command;
  /** Returns the exit code. Throws `Refusal` for what the user can fix. */
  readonly run: (
    args: readonly string[],
    options: Readonly<Record<string, unknown>>,
    io: Io,
  ) => Promise<number>;
}

/** A command of several actions, each with arguments, options and examples of its own: `contract lint`. */
export interface CliGroup {
  readonly name: string;
  readonly summary: string;
  readonly actions: readonly CliCommand[];
}

export const defineCommand = <C extends CliCommand | CliGroup>(command: C): C => command;
