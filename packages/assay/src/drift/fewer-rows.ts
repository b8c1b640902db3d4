/** A reference must hold so many independent rows that its own distribution is known. */
const independentNeeded = 20;

/** What is lacking to keep the rate where rows depend on those before them; undefined where nothing is. */
export const lacking = (rows: number, time: number): string | undefined =>
  rows >= independentNeeded * time
    ? undefined
    : `the reference is too short: its rows depend on each other over ${Math.ceil(time).toLocaleString('en')} rows, and ${Math.ceil(independentNeeded * time).toLocaleString('en')} are needed`;

/** So many independent rows say as much. */
export const independent = (count: number, time: number): number =>
  time === 1 ? count : Math.floor(count / time);
