import type { Command } from 'commander';

/** What a command may touch of the world. */
export interface Io {
  readonly out: (text: string) => void;
  /** Progress, notes and problems: never what a machine reads. */
  readonly note: (text: string) => void;
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

export const defineCommand = (command: CliCommand): CliCommand => command;
