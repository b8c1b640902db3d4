import { percent, count as words } from './words.ts';

/** Rows that break a rule among all: the bar is never too small to see. */
export const ShareBar = ({ count, total }: { readonly count: number; readonly total: number }) => (
  <div className="share">
    <span className="bar" aria-hidden="true">
      <span style={{ width: `max(${count === 0 ? '0px' : '3px'}, ${(count / total) * 100}%)` }} />
    </span>
    <span>
      {words(count)} of {words(total)} ({percent(count / total)})
    </span>
  </div>
);
