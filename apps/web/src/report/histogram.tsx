/** Counts in bars of equal width from the least to the greatest value. */
export interface Bars {
  readonly counts: readonly number[];
  /** The least and the greatest value, where they are numbers: they place two histograms on one axis. */
  readonly extent: readonly [number, number] | undefined;
}

interface HistogramProps {
  readonly bars: Bars;
  /** An earlier profile's, drawn as an outline. */
  readonly earlier: Bars | undefined;
  readonly label: string;
}

const width = 240;
const height = 60;

interface Drawn {
  readonly left: number;
  readonly right: number;
  /** Share of the values, by the width of its bar: areas compare, whatever the widths. */
  readonly density: number;
}

const drawnOf = ({ counts, extent }: Bars, [low, high]: readonly [number, number]): readonly Drawn[] => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [from, to] = extent ?? [low, high];
  const place = (value: number): number => (high === low ? 0 : ((value - low) / (high - low)) * width);
  const step = (to - from) / counts.length;
  return counts.map((count, index) => {
    const left = step === 0 ? (index / counts.length) * width : place(from + index * step);
    const right = step === 0 ? ((index + 1) / counts.length) * width : place(from + (index + 1) * step);
    return { left, right, density: total === 0 ? 0 : count / total / Math.max(1e-9, right - left) };
  });
};

/** A small histogram, on the axis of both profiles where there are two. */
export const Histogram = ({ bars, earlier, label }: HistogramProps) => {
  const extents = [bars.extent, earlier?.extent].flatMap((extent) => extent ?? []);
  const axis =
    extents.length === 0 ? ([0, 1] as const) : ([Math.min(...extents), Math.max(...extents)] as const);
  const now = drawnOf(bars, axis);
  const then = earlier === undefined ? [] : drawnOf(earlier, axis);
  const highest = Math.max(...[...now, ...then].map(({ density }) => density), 1e-12);
  const top = (density: number): number => height - (density / highest) * (height - 2);
  return (
    <svg
      className="histogram"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      {now.map(({ left, right, density }) => (
        <rect
          key={left}
          x={left + 0.5}
          width={Math.max(0.5, right - left - 1)}
          y={top(density)}
          height={height - top(density)}
        />
      ))}
      {then.length > 0 && (
        <path
          d={then
            .map(
              ({ left, right, density }, index) =>
                `${index === 0 ? 'M' : 'L'}${left},${top(density)}H${right}`,
            )
            .join('')}
        />
      )}
    </svg>
  );
};
