interface SparkProps {
  readonly points: readonly (number | null)[];
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
}

const [width, height, edge] = [112, 24, 3];

const runsOf = (points: readonly (number | null)[]): readonly (readonly (readonly [number, number])[])[] => {
  const runs: [number, number][][] = [[]];
  for (const [at, value] of points.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([at, value]);
  }
  return runs.filter((run) => run.length > 0);
};

/** A line of numbers from the least among them to the most, broken where one is missing; the last one is marked. */
export const Spark = ({ points, label }: SparkProps) => {
  const known = points.flatMap((value) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number): number => edge + (at / Math.max(1, points.length - 1)) * (width - 2 * edge);
  const y = (value: number): number =>
    high === low ? height / 2 : height - edge - ((value - low) / (high - low)) * (height - 2 * edge);
  const last = points.at(-1);
  if (known.length === 0) return null;
  return (
    <svg className="spark" role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
      <title>{label}</title>
      {runsOf(points).map((run) => (
        <polyline key={run[0]?.[0]} points={run.map(([at, value]) => `${x(at)},${y(value)}`).join(' ')} />
      ))}
      {typeof last === 'number' && <circle cx={x(points.length - 1)} cy={y(last)} r={2.5} />}
    </svg>
  );
};
