import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withThemeSwitch } from './theme-switch.ts';

test('the dark values hold for the system and for the switch, and the light switch wins over a dark system', () => {
  const css = withThemeSwitch(':root{--a:1}@media (prefers-color-scheme: dark) { :root { --a: 2; } }');
  expect(css).toContain(":root:not([data-theme='light']){ --a: 2; }");
  expect(css).toContain(":root[data-theme='dark']{ --a: 2; }");
  expect(css.startsWith(':root{--a:1}')).toBe(true);
});

test('other media queries stay as they are', () => {
  const css = '@media (prefers-reduced-motion: reduce) { :root { --quick: 0.01ms; } }';
  expect(withThemeSwitch(css)).toBe(css);
});

test('the shared tokens are written in the form that the switch understands', async () => {
  const tokens = await readFile(new URL('../../server/src/pages/styles/tokens.css', import.meta.url), 'utf8');
  const css = withThemeSwitch(tokens);
  expect(css).not.toMatch(/prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{/);
  expect(css.match(/--ink:/g)).toHaveLength(3);
});
