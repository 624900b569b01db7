import type { Locale } from '#platform/locale.ts';
import { en } from './en.ts';
import type { Messages } from './en.ts';
import { vi } from './vi.ts';

export type { Messages };

export const messages: Readonly<Record<Locale, Messages>> = { en, vi };
