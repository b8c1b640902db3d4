import { type PlotOptions, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'react';

/** A chart whose room is known before it is drawn. */
export type ChartOptions = PlotOptions & { readonly height: number };

interface PlotFigureProps {
  readonly options: ChartOptions;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
}

/** So far below the window a chart is drawn before it is seen. */
const ahead = '600px';
const narrowest = 240;

/** One chart of Observable Plot: drawn when it comes near the window or is printed, and redrawn to the width it has. */
export const PlotFigure = ({ options, label }: PlotFigureProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    let drawnWidth: number | undefined;
    const draw = (): void => {
      if (current.clientWidth === drawnWidth) return;
      drawnWidth = current.clientWidth;
      const drawn = plot({
        ...options,
        width: Math.max(narrowest, drawnWidth),
        style: { background: 'none', fontSize: '12px' },
      });
      drawn.setAttribute('aria-hidden', 'true');
      for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
      current.replaceChildren(drawn);
    };
    const resized = new ResizeObserver(draw);
    const near = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        draw();
        resized.observe(current);
      },
      { rootMargin: ahead },
    );
    near.observe(current);
    window.addEventListener('beforeprint', draw);
    return () => {
      near.disconnect();
      resized.disconnect();
      window.removeEventListener('beforeprint', draw);
    };
  }, [options]);
  return (
    <div className="plot" role="img" aria-label={label} style={{ minHeight: options.height }} ref={place} />
  );
};
