/** Two decimals, rounded down: 1.00 is only what is perfect. */
export const scoreText = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);

/** How far a score has moved between two texts of it, so that the texts and their difference agree; with a `-` where it fell. */
export const scoreMove = (before: string, now: string): string => (Number(now) - Number(before)).toFixed(2);
