/** The local date (`YYYY-MM-DD`) of an instant (epoch ms), also in browsers without Temporal. Swedes write dates so. */
export function localDateIn(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone }).format(instant);
}
