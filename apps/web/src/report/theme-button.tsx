import { useEffect, useState } from 'react';

const themes = ['auto', 'light', 'dark'] as const;

/** Follows the system's light or dark unless the reader chooses. */
export const ThemeButton = () => {
  const [at, turn] = useState(0);
  const theme = themes[at] ?? 'auto';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <button type="button" className="theme" onClick={() => turn((at + 1) % themes.length)}>
      Theme: {theme}
    </button>
  );
};
