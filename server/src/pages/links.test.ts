import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bookingFormUrl,
  calendarLinks,
  eventUrl,
  moveUrl,
  safeExternalUrl,
  safeImageUrl,
  safePath,
  withQuery,
} from './links.ts';

describe('links from people', () => {
  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'facebook.com/x',
    '',
  ])('%j is refused', (text) => {
    expect(safeExternalUrl(text)).toBeUndefined();
    expect(safeImageUrl(text)).toBeUndefined();
  });

  it('keep what is plainly a web or mail address', () => {
    expect(safeExternalUrl(' https://facebook.com/lotus ')).toBe('https://facebook.com/lotus');
    expect(safeExternalUrl('mailto:a@b.example')).toBe('mailto:a@b.example');
    expect(safeImageUrl('/assets/demo/lotus-logo.svg')).toBe('/assets/demo/lotus-logo.svg');
    expect(safeImageUrl('http://elsewhere.example/a.png')).toBeUndefined();
    expect(safeImageUrl('https://elsewhere.example/a.png')).toBeUndefined();
  });
});

describe('paths to return to', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'me',
  ])('%j is refused', (text) => {
    expect(safePath(text)).toBeUndefined();
  });

  it('stay on this host, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (text) => {
          const path = safePath(text);
          if (path !== undefined)
            expect(new URL(path, 'https://school.example').origin).toBe('https://school.example');
        },
      ),
    );
  });
});

describe('our own addresses', () => {
  it('encode what they carry', () => {
    expect(eventUrl('trial-lesson')).toBe('/e/trial-lesson');
    expect(eventUrl('../me?x', { date: undefined })).toBe('/e/..%2Fme%3Fx');
    expect(bookingFormUrl('w', { start: '2026-11-25T07:00:00Z', session: 3, host: undefined })).toBe(
      '/e/w/book?start=2026-11-25T07%3A00%3A00Z&session=3',
    );
    expect(withQuery('/e/w?tz=UTC&date=2026-11-25', { tz: undefined, lang: 'vi' })).toBe(
      '/e/w?date=2026-11-25&lang=vi',
    );
  });

  it('of a move keep the key', () => {
    expect(moveUrl('/b/u/reschedule?token=k', { start: '2026-11-25T07:00:00Z', sessionNumber: 3 })).toBe(
      '/b/u/reschedule?token=k&start=2026-11-25T07%3A00%3A00Z&session=3',
    );
  });
});

describe('links to calendars', () => {
  const title = 'Speaking & <listening>: "one", 50%';
  const entry = {
    title,
    start: '2027-03-28T09:00:00+01:00',
    end: '2027-03-28T09:30:00Z',
    location: 'Số 1, Huế',
  };

  it('carry title, place and instants in UTC to each calendar', () => {
    const [google, outlook, yahoo] = Object.values(calendarLinks(entry)).map((link) => new URL(link));
    expect(google?.origin).toBe('https://calendar.google.com');
    expect(Object.fromEntries(google?.searchParams ?? [])).toMatchObject({
      text: title,
      dates: '20270328T080000Z/20270328T093000Z',
      location: 'Số 1, Huế',
    });
    expect(outlook?.origin).toBe('https://outlook.live.com');
    expect(Object.fromEntries(outlook?.searchParams ?? [])).toMatchObject({
      subject: title,
      startdt: '2027-03-28T08:00:00.000Z',
      enddt: '2027-03-28T09:30:00.000Z',
      location: 'Số 1, Huế',
    });
    expect(yahoo?.origin).toBe('https://calendar.yahoo.com');
    expect(Object.fromEntries(yahoo?.searchParams ?? [])).toMatchObject({
      title,
      st: '20270328T080000Z',
      et: '20270328T093000Z',
      in_loc: 'Số 1, Huế',
    });
  });

  it('leave out a place that there is none of', () => {
    for (const link of Object.values(calendarLinks({ ...entry, location: undefined })))
      expect(link).not.toMatch(/loc/);
  });
});
