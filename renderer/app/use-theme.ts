import { useEffect, useState, useSyncExternalStore } from 'react';
import { rememberedTheme, rememberTheme, type ThemeChoice } from './theme.ts';

const darkness = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  darkness.addEventListener('change', changed);
  return () => darkness.removeEventListener('change', changed);
}

/** Returns the chosen theme and the one on the screen. */
export function useTheme() {
  const [choice, setChoice] = useState<ThemeChoice>(rememberedTheme);
  const isSystemDark = useSyncExternalStore(subscribe, () => darkness.matches);
  const shown = choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.style.colorScheme = shown;
  }, [shown]);
  const choose = (next: ThemeChoice) => {
    rememberTheme(next);
    setChoice(next);
  };
  return { choice, shown, choose } as const;
}
