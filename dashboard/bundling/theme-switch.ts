/** `@media (prefers-color-scheme: dark) { :root { … } }`, as the shared tokens and a school's accents are written. */
const DARK_BLOCK = /@media\s*\(prefers-color-scheme:\s*dark\)\s*\{\s*:root\s*\{([^{}]*)\}\s*\}/g;

/**
 * Gives a style sheet that follows the system a switch: `data-theme="light"` or `"dark"` on the root element decides,
 * and without the attribute the system does, as before. Other rules are left as they are.
 */
export function withThemeSwitch(css: string): string {
  return css.replace(
    DARK_BLOCK,
    (_block, declarations: string) =>
      `@media (prefers-color-scheme: dark){:root:not([data-theme='light']){${declarations}}}` +
      `:root[data-theme='dark']{${declarations}}`,
  );
}
