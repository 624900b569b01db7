import { useState } from 'react';
import { rememberInCookie } from './cookies.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: string | undefined): value is Theme => THEMES.some((theme) => theme === value);

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset['theme'];
  return isTheme(chosen) ? chosen : 'system';
}

/** The chosen theme, and how to choose another. The root element's attribute decides; the server sets it from the cookie. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(currentTheme);
  const choose = (chosen: Theme): void => {
    rememberInCookie('theme', chosen === 'system' ? null : chosen);
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
    setTheme(chosen);
  };
  return [theme, choose];
}
