// culori ships no types; these are the few functions that theme.ts uses.
declare module 'culori' {
  export interface Oklch {
    mode: 'oklch';
    l: number;
    c: number;
    h?: number;
  }
  export function converter(mode: 'oklch'): (color: string) => Oklch | undefined;
  export function clampChroma(color: Oklch, mode: 'oklch'): Oklch;
  export function formatHex(color: Oklch): string;
  export function wcagContrast(a: string, b: string): number;
}
