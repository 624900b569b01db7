import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { LANGUAGE_NAMES, LOCALES } from '../i18n/texts.ts';
import { useLanguage } from '../preferences/language.tsx';
import { THEMES, useTheme, type Theme } from '../preferences/theme.ts';
import { Segmented } from '../ui/segmented.tsx';

export function LanguageSwitch() {
  const { locale, t, choose } = useLanguage();
  const options = LOCALES.map((value) => ({
    value,
    label: LANGUAGE_NAMES[value],
    content: value.toUpperCase(),
    lang: value,
  }));
  return <Segmented label={t.shell.language} value={locale} options={options} onChange={choose} />;
}

const ICONS: Readonly<Record<Theme, LucideIcon>> = { system: Monitor, light: Sun, dark: Moon };

export function ThemeSwitch() {
  const { t } = useLanguage();
  const [theme, choose] = useTheme();
  const options = THEMES.map((value) => {
    const Icon = ICONS[value];
    return { value, label: t.shell.themes[value], content: <Icon aria-hidden className="size-5" /> };
  });
  return <Segmented label={t.shell.theme} value={theme} options={options} onChange={choose} />;
}
