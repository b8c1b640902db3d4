/** Two decimals, rounded down: 1.00 is only what is perfect. */
export const scoreText = (score: number): string => (Math.floor(score * 100 + 1e-9) / 100).toFixed(2);
