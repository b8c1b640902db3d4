const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * A number for each point as a bar, from the least among them, or from `floor`, to the most; what is missing is a dot. Equal ones
 * stand in the middle.
 */
export const sparkline = (points: readonly (number | null | undefined)[], floor?: number): string => {
  const known = points.flatMap((point) =>
    typeof point === 'number' && Number.isFinite(point) ? [point] : [],
  );
  const [low, high] = [floor ?? Math.min(...known), Math.max(...known)];
  return points
    .map((point) => {
      if (typeof point !== 'number' || !Number.isFinite(point)) return '·';
      const height = high === low ? 0.5 : (point - low) / (high - low);
      return bars[Math.round(height * (bars.length - 1))];
    })
    .join('');
};
