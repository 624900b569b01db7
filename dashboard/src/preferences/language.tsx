import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { texts, type Locale, type Texts } from '../i18n/texts.ts';
import { rememberInCookie } from './cookies.ts';

type Language = { locale: Locale; t: Texts; choose: (locale: Locale) => void };

const LanguageContext = createContext<Language | null>(null);

/** Begins with the language of the document: the server has negotiated it, by the cookie first. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => (document.documentElement.lang === 'en' ? 'en' : 'vi'));
  const language = useMemo<Language>(
    () => ({
      locale,
      t: texts[locale],
      choose: (chosen) => {
        rememberInCookie('lang', chosen);
        document.documentElement.lang = chosen;
        setLocale(chosen);
      },
    }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error('useLanguage needs a LanguageProvider around it');
  return language;
}
