/**
 * A school's one colour, made into the accents of both themes. Text keeps a contrast of at least 4.5:1 on
 * everything it may stand on, filled buttons at least 3:1 against the page, whatever colour a school picks.
 */
import { clampChroma, converter, formatHex, wcagContrast } from 'culori';

export const DEFAULT_COLOR = '#3457d5';
export const TEXT_CONTRAST = 4.5;
export const SHAPE_CONTRAST = 3;

export interface Accents {
  /** Filled buttons, and the text on them. */
  fill: string;
  fillHover: string;
  onFill: string;
  /** Links and emphasised text on the page, on cards and on `soft`. */
  text: string;
  /** A pale ground for what is selected or noted. */
  soft: string;
  /** A border that goes with `soft`. */
  line: string;
}

export interface Theme {
  /** Degrees; the neutral tones of tokens.css are tinted with it. */
  hue: number;
  light: Accents;
  dark: Accents;
}

type Mode = 'light' | 'dark';

/** Lightness and chroma of the grounds in tokens.css that accents have to stand out from (a test compares). */
export const GROUNDS: Readonly<Record<Mode, Record<'paper' | 'surface' | 'sunken', [number, number]>>> = {
  light: { paper: [0.985, 0.004], surface: [1, 0], sunken: [0.962, 0.006] },
  dark: { paper: [0.185, 0.012], surface: [0.225, 0.014], sunken: [0.27, 0.016] },
};

const toOklch = converter('oklch');
const INK = '#14161c';
const WHITE = '#ffffff';

/** `#rgb` or `#rrggbb` in lower case as `#rrggbb`; undefined for everything else. */
export function parseHexColor(text: string): string | undefined {
  const color = text.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(color)) return color;
  if (/^#[0-9a-f]{3}$/.test(color)) return color.replaceAll(/[0-9a-f]/g, '$&$&');
  return undefined;
}

export function makeTheme(primaryColor: string): Theme {
  const base = toOklch(parseHexColor(primaryColor) ?? DEFAULT_COLOR) ?? { mode: 'oklch', l: 0.5, c: 0 };
  const hue = base.h ?? 265;
  const tone = (lightness: number, chroma = base.c) =>
    formatHex(clampChroma({ mode: 'oklch', l: lightness, c: chroma, h: hue }, 'oklch'));

  const accents = (mode: Mode): Accents => {
    const light = mode === 'light';
    // The style sheets tint the grounds with the hue as it is printed: rounded.
    const grounds = Object.values(GROUNDS[mode]).map(([l, c]) =>
      formatHex(clampChroma({ mode: 'oklch', l, c, h: Math.round(hue) }, 'oklch')),
    );
    const soft = light ? tone(0.955, Math.min(base.c, 0.03)) : tone(0.3, Math.min(base.c, 0.05));
    const away = light ? -0.005 : 0.005;

    // Both walks end: at black or white the contrast to any of these grounds is far above what is asked.
    const fillLightness = walk(base.l, away, (l) =>
      grounds.every((ground) => wcagContrast(tone(l), ground) >= SHAPE_CONTRAST),
    );
    const { fill, onFill, lightness } = readableFill(fillLightness, tone, grounds);
    const textLightness = walk(light ? Math.min(base.l, 0.55) : Math.max(base.l, 0.72), away, (l) =>
      [...grounds, soft].every((ground) => wcagContrast(tone(l), ground) >= TEXT_CONTRAST + 0.1),
    );
    return {
      fill,
      onFill,
      fillHover: tone(lightness + (onFill === WHITE ? -0.05 : 0.05)),
      text: tone(textLightness),
      soft,
      line: light ? tone(0.86, Math.min(base.c, 0.08)) : tone(0.42, Math.min(base.c, 0.08)),
    };
  };

  return { hue: Math.round(hue), light: accents('light'), dark: accents('dark') };
}

/** White on the fill where a small step of lightness allows it (schools expect that), else ink. */
function readableFill(
  start: number,
  tone: (lightness: number) => string,
  grounds: readonly string[],
): { fill: string; onFill: string; lightness: number } {
  const stands = (l: number) => grounds.every((ground) => wcagContrast(tone(l), ground) >= SHAPE_CONTRAST);
  const forWhite = walk(start, -0.005, (l) => wcagContrast(tone(l), WHITE) >= TEXT_CONTRAST);
  if (start - forWhite <= 0.1 && stands(forWhite)) {
    return { fill: tone(forWhite), onFill: WHITE, lightness: forWhite };
  }
  const forInk = walk(start, 0.005, (l) => wcagContrast(tone(l), INK) >= TEXT_CONTRAST);
  if (stands(forInk)) return { fill: tone(forInk), onFill: INK, lightness: forInk };
  return { fill: tone(forWhite), onFill: WHITE, lightness: forWhite };
}

function walk(from: number, step: number, accept: (lightness: number) => boolean): number {
  let lightness = from;
  while (!accept(lightness) && lightness + step >= 0 && lightness + step <= 1) lightness += step;
  return lightness;
}

const sheets = new Map<string, string>();

/** The theme as a style sheet of custom properties; made of computed colours only, so safe inside <style>. */
export function themeStyleSheet(primaryColor: string): string {
  const color = parseHexColor(primaryColor) ?? DEFAULT_COLOR;
  const found = sheets.get(color);
  if (found !== undefined) return found;
  const { hue, light, dark } = makeTheme(color);
  const sheet =
    `:root{--accent-hue:${hue};${properties(light)}}` +
    `@media (prefers-color-scheme:dark){:root{${properties(dark)}}}`;
  if (sheets.size >= 500) sheets.clear();
  sheets.set(color, sheet);
  return sheet;
}

function properties(accents: Accents): string {
  return Object.entries(accents)
    .map(([name, value]) => `--accent-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${value}`)
    .join(';');
}
