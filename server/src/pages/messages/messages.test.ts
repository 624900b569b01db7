import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Every text by its path; functions are called with numbers and words that no catalogue contains. */
function texts(catalogue: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue) as [string, unknown][]) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'function') {
      const call = value as (...values: unknown[]) => string;
      found.set(here, call(3, 3));
      found.set(`${here} (1)`, call(1, 1));
    } else for (const [inner, text] of texts(value as object, here)) found.set(inner, text);
  }
  return found;
}

const english = texts(en);
const vietnamese = texts(vi);

// The language link is written in the other language on purpose.
const OTHER_LANGUAGE = ['common.switchLanguage'];

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...vietnamese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have no empty text', () => {
    for (const [key, text] of [...english, ...vietnamese]) expect(text.trim(), key).not.toBe('');
  });

  it('leave no English in the Vietnamese one', () => {
    const words =
      /(?<!\p{L})(the|and|your|you|please|book|booking|time|session|seat|free|sign|next|lesson|this|is|not|of|to)(?!\p{L})/iu;
    for (const [key, text] of vietnamese) {
      if (OTHER_LANGUAGE.includes(key)) continue;
      expect(text, key).not.toMatch(words);
      expect(text, key).not.toBe(english.get(key));
    }
  });

  it('write Vietnamese with its diacritics', () => {
    for (const [key, text] of vietnamese) {
      if (OTHER_LANGUAGE.includes(key) || text.length < 12) continue;
      expect(text.normalize('NFD'), key).toMatch(/[\u0300-\u0323đĐ]/);
      expect(text, key).toBe(text.normalize('NFC'));
    }
  });

  it('leave no Vietnamese in the English one', () => {
    for (const [key, text] of english) {
      if (!OTHER_LANGUAGE.includes(key))
        expect(text, key).not.toMatch(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i);
    }
  });
});
