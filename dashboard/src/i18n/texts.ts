import { en, type Texts } from './en.ts';
import { vi } from './vi.ts';

export type { Texts } from './en.ts';
export type Locale = 'vi' | 'en';

export const LOCALES: readonly Locale[] = ['vi', 'en'];
/** Each language by its own name, as readers look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { vi: 'Tiếng Việt', en: 'English' };

export const texts: Readonly<Record<Locale, Texts>> = { vi, en };

/** The text for a code of the server's, or the code itself where a newer server knows more of them. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code;
}
