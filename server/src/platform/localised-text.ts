import type { Locale } from './locale.ts';

/** A text in the school's languages, as the database keeps it: `{"vi": "…", "en": "…"}`. Read it with `textIn`. */
export type LocalisedText = Partial<Record<Locale, string>>;
