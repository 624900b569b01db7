import { readFileSync } from 'node:fs';
import { converter, formatHex, wcagContrast } from 'culori';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_COLOR,
  GROUNDS,
  makeTheme,
  parseHexColor,
  SHAPE_CONTRAST,
  TEXT_CONTRAST,
  themeStyleSheet,
} from './theme.ts';

const hexColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);
const EXTREMES = [
  '#19740b',
  '#000000',
  '#ffffff',
  '#808080',
  '#ffff00',
  '#00ff00',
  '#0000ff',
  '#ff0000',
  '#fffbe6',
  '#0b1f4b',
];
const MODES = ['light', 'dark'] as const;

const toHex = (lightness: number, chroma: number, hue: number) =>
  formatHex({ mode: 'oklch', l: lightness, c: chroma, h: hue });

function check(color: string): void {
  const theme = makeTheme(color);
  for (const mode of MODES) {
    const accents = theme[mode];
    const grounds = Object.values(GROUNDS[mode]).map(([l, c]) => toHex(l, c, theme.hue));
    for (const ground of [...grounds, accents.soft]) {
      expect(wcagContrast(accents.text, ground), `${color} text, ${mode}`).toBeGreaterThanOrEqual(
        TEXT_CONTRAST,
      );
    }
    for (const fill of [accents.fill, accents.fillHover]) {
      expect(wcagContrast(accents.onFill, fill), `${color} button, ${mode}`).toBeGreaterThanOrEqual(
        TEXT_CONTRAST,
      );
    }
    for (const ground of grounds) {
      expect(wcagContrast(accents.fill, ground), `${color} fill, ${mode}`).toBeGreaterThanOrEqual(
        SHAPE_CONTRAST,
      );
    }
  }
}

describe('a school’s theme', () => {
  it.each(EXTREMES)('can be read with %s', check);

  it('can be read with any colour', () => {
    fc.assert(fc.property(hexColor, check), { numRuns: 60 });
  });

  it('keeps a colour that works as it is', () => {
    expect(makeTheme('#b8325e').light.fill).toBe('#b8325e');
  });
});

describe('colours that schools type', () => {
  it('are hex or nothing', () => {
    expect(parseHexColor(' #ABC ')).toBe('#aabbcc');
    expect(parseHexColor('#B8325E')).toBe('#b8325e');
    for (const bad of [
      'red',
      '#12',
      '#1234567',
      'url(x)',
      '#fff;}body{display:none',
      '</style><script>',
      '',
    ]) {
      expect(parseHexColor(bad)).toBeUndefined();
      expect(themeStyleSheet(bad)).toBe(themeStyleSheet(DEFAULT_COLOR));
    }
  });

  it('cannot break out of the style sheet', () => {
    fc.assert(
      fc.property(fc.oneof(hexColor, fc.string()), (color) => {
        expect(themeStyleSheet(color)).toMatch(/^[\w\s#:;{}()@-]+$/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tokens.css', () => {
  const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const tone = (sheet: string, name: string, hue: number): string => {
    const found = new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([^)]+\\)?)\\)`).exec(sheet);
    if (found === null) throw new Error(`tokens.css lacks --${name}`);
    return toHex(Number(found[1]), Number(found[2]), found[3]?.startsWith('var') ? hue : Number(found[3]));
  };

  it.each(MODES)('has the grounds that theme.ts reckons with, %s', (mode) => {
    for (const [name, [l, c]] of Object.entries(GROUNDS[mode])) {
      expect(mode === 'light' ? light : dark).toContain(`--${name}: oklch(${l} ${c} var(--accent-hue))`);
    }
  });

  it.each([0, 60, 120, 180, 240, 300])('can be read with the tint of hue %d', (hue) => {
    for (const sheet of [light, dark]) {
      for (const ground of ['paper', 'surface', 'sunken']) {
        for (const text of ['ink', 'ink-muted', 'success-text', 'warning-text', 'danger-text']) {
          const contrast = wcagContrast(tone(sheet, text, hue), tone(sheet, ground, hue));
          expect(contrast, `${text} on ${ground}`).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        }
        const border = wcagContrast(tone(sheet, 'line-strong', hue), tone(sheet, ground, hue));
        expect(border, `line-strong on ${ground}`).toBeGreaterThanOrEqual(SHAPE_CONTRAST);
      }
      for (const state of ['success', 'warning', 'danger']) {
        for (const text of [`${state}-text`, 'ink']) {
          const contrast = wcagContrast(tone(sheet, text, hue), tone(sheet, `${state}-soft`, hue));
          expect(contrast, `${text} on ${state}-soft`).toBeGreaterThanOrEqual(TEXT_CONTRAST);
        }
      }
    }
  });

  it('parses', () => {
    expect(converter('oklch')(tone(light, 'ink', 0))?.mode).toBe('oklch');
  });
});
