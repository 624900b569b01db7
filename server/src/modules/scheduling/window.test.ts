import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#platform/clock.ts';
import { AppError } from '#platform/errors.ts';
import { parseEdge, parseWindow } from './window.ts';

const at = (text: string): number => Date.parse(text);
function refusal(from: string, to: string, timeZone = 'UTC'): string | undefined {
  try {
    parseWindow({ from, to }, timeZone);
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.fields[0]?.code : String(error);
  }
}

describe('dates', () => {
  test('are read in the zone, the last one to its end', () => {
    expect(parseWindow({ from: '2027-01-11', to: '2027-01-11' }, 'Asia/Ho_Chi_Minh')).toEqual({
      from: at('2027-01-10T17:00:00Z'),
      to: at('2027-01-11T17:00:00Z'),
    });
  });

  test('of days that are shorter or longer', () => {
    const spring = parseWindow({ from: '2027-03-28', to: '2027-03-28' }, 'Europe/London');
    expect(spring.to - spring.from).toBe(23 * HOUR);
    const autumn = parseWindow({ from: '2027-10-31', to: '2027-10-31' }, 'Europe/London');
    expect(autumn.to - autumn.from).toBe(25 * HOUR);
    // Beirut's clocks jump at midnight: the day begins at one.
    expect(parseEdge('2026-03-29', 'Asia/Beirut', 0)).toBe(at('2026-03-28T22:00:00Z'));
    // A day that an island skipped.
    expect(parseEdge('2011-12-30', 'Pacific/Apia', 0)).toBe(at('2011-12-30T10:00:00Z'));
  });

  test('and instants may stand beside each other', () => {
    expect(parseWindow({ from: '2027-01-11T08:00:00+07:00', to: '2027-01-11' }, 'UTC')).toEqual({
      from: at('2027-01-11T01:00:00Z'),
      to: at('2027-01-12T00:00:00Z'),
    });
  });
});

describe('a window', () => {
  test('is at most 62 days long, in dates as in instants', () => {
    expect(refusal('2027-01-01T00:00:00Z', '2027-03-04T00:00:00Z')).toBeUndefined();
    expect(refusal('2027-01-01T00:00:00Z', '2027-03-04T00:00:00.001Z')).toBe('window_too_long');
    expect(refusal('2027-01-01', '2027-03-04')).toBeUndefined();
    expect(refusal('2027-01-01', '2027-03-05')).toBe('window_too_long');
    // An hour more where the clocks go back in between.
    expect(refusal('2027-09-01', '2027-11-02', 'Europe/London')).toBeUndefined();
    expect(refusal('2027-09-01', '2027-11-03', 'Europe/London')).toBe('window_too_long');
  });

  test('goes forward', () => {
    expect(refusal('2027-01-02', '2027-01-01')).toBe('window_order');
    expect(refusal('2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe('window_order');
    expect(parseWindow({ from: '2027-01-01', to: '2027-01-01' }, 'UTC').to - at('2027-01-01')).toBe(DAY);
  });
});
