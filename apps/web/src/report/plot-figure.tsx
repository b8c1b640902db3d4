import { type PlotOptions, plot } from '@observablehq/plot';
import { useEffect, useRef } from 'react';

interface PlotFigureProps {
  readonly options: PlotOptions;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
}

/** One chart of Observable Plot, redrawn to the width it has. */
export const PlotFigure = ({ options, label }: PlotFigureProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = place;
    if (current === null) return;
    const draw = (): void => {
      const width = Math.max(240, Math.round(current.clientWidth || 640));
      const drawn = plot({
        ...options,
        width,
        ariaLabel: label,
        style: { background: 'none', fontSize: '12px' },
      });
      drawn.setAttribute('role', 'img');
      for (const part of drawn.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
      current.replaceChildren(drawn);
    };
    draw();
    let last = current.clientWidth;
    const watcher = new ResizeObserver(() => {
      if (current.clientWidth === last) return;
      last = current.clientWidth;
      draw();
    });
    watcher.observe(current);
    return () => watcher.disconnect();
  }, [options, label]);
  return <div className="plot" ref={place} />;
};
