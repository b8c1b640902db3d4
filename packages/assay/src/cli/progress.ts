import { countOf } from '../domain/count-of.ts';
import { oneLine } from '../report/neutral.ts';
import { cutTo } from '../report/width.ts';
import type { Progress } from '../run/gate-input.ts';
import type { Io } from './command.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Nothing is shown for work that ends sooner. */
const quietMillis = 700;
/** Where a line cannot be redrawn, one is written this often. */
const plainEveryMillis = 2000;
const phases: Record<Progress['phase'], string> = {
  open: 'reading',
  measure: 'measuring',
  quarantine: 'quarantining',
  prune: 'removing runs of',
  take: 'keeping',
  write: 'writing',
  verify: 'verifying',
  tidy: 'looking through',
  push: 'bringing to',
  pull: 'taking from',
};

/** What is being done, redrawn on one line of a terminal; a plain line every two seconds elsewhere. */
export interface ProgressLine {
  readonly report: (dataset: string, progress: Progress) => void;
  readonly end: () => void;
}

export const progressText = (
  dataset: string,
  { phase, done, total, rows, files }: Progress,
  seconds: number,
): string => {
  const steps = total > 1 ? `  ${done + 1}/${total}` : '';
  const size = rows === undefined ? '' : `  ${rows.toLocaleString('en')} rows`;
  const rate =
    rows === undefined || seconds < 1 ? '' : `  ${Math.round(rows / seconds).toLocaleString('en')} rows/s`;
  const count = files === undefined ? '' : `  ${countOf(files, 'file')}`;
  return `${phases[phase]} ${oneLine(dataset, 60)}${steps}${size}${count}${rate}  ${seconds.toFixed(0)} s`;
};

export const progressLine = (
  io: Pick<Io, 'interactive' | 'quiet' | 'note' | 'draw' | 'width'>,
): ProgressLine => {
  if (io.quiet) return { report: () => undefined, end: () => undefined };
  const began = performance.now();
  let current: readonly [string, Progress] | undefined;
  let frame = 0;
  let shown = false;
  let last = Number.NEGATIVE_INFINITY;
  const seconds = (): number => (performance.now() - began) / 1000;
  const draw = (): void => {
    if (current === undefined || performance.now() - began < quietMillis) return;
    if (io.interactive) {
      frame = (frame + 1) % frames.length;
      const text = `${frames[frame] ?? ''} ${progressText(...current, seconds())}`;
      io.draw(`\r\u001b[2K${cutTo(text, (io.width ?? 80) - 1)}`);
      shown = true;
      return;
    }
    if (performance.now() - last < plainEveryMillis) return;
    last = performance.now();
    io.note(progressText(...current, seconds()));
  };
  const timer = setInterval(draw, io.interactive ? 100 : 1000);
  timer.unref();
  return {
    report: (dataset, progress) => {
      current = [dataset, progress];
      draw();
    },
    end: () => {
      clearInterval(timer);
      if (shown) io.draw('\r\u001b[2K');
    },
  };
};
