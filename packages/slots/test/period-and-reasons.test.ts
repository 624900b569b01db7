import { describe, expect, it, test } from 'vitest';
import { canStartAt, explainDays, type SlotRequest, type StartRequest } from '../src/index.ts';
import { at, busy, example, host, slots, times, weekly } from './example.ts';

describe('rule 7: notice', () => {
  test.each<[string, Partial<SlotRequest>, string[]]>([
    ['nothing before now', { now: at('2027-01-11T09:30Z') }, ['10:00', '11:00']],
    ['the very minute is good', { now: at('2027-01-11T10:00Z') }, ['10:00', '11:00']],
    ['a second later is too late', { now: at('2027-01-11T10:00:01Z') }, ['11:00']],
    [
      'notice counts from now',
      { now: at('2027-01-11T08:30Z'), minimumBookingNotice: 90 },
      ['10:00', '11:00'],
    ],
    ['a day of notice', { now: at('2027-01-10T11:00Z'), minimumBookingNotice: 1440 }, ['11:00']],
  ])('%s', (_, changes, expected) => {
    expect(times(example(changes))).toEqual(expected);
  });
});

describe('rule 8: period', () => {
  const month: Partial<SlotRequest> = {
    now: at('2027-01-11T08:00Z'),
    startTime: at('2027-01-01T00:00Z'),
    endTime: at('2027-02-01T00:00Z'),
    length: 180,
    // Mondays and Tuesdays.
    hosts: [host('UTC', [weekly('09:00', '12:00', [1, 2])])],
  };

  test.each<[string, Partial<SlotRequest>, string[]]>([
    [
      'rolling: today and the next 7 days',
      { periodType: 'ROLLING', periodDays: 7 },
      ['01-11', '01-12', '01-18'],
    ],
    ['rolling: today only', { periodType: 'ROLLING', periodDays: 0 }, ['01-11']],
    [
      'rolling window: the first 3 days with slots',
      { periodType: 'ROLLING_WINDOW', periodDays: 3 },
      ['01-11', '01-12', '01-18'],
    ],
    ['rolling window: none', { periodType: 'ROLLING_WINDOW', periodDays: 0 }, []],
    [
      'rolling window: counted from now, whatever the window',
      { periodType: 'ROLLING_WINDOW', periodDays: 3, startTime: at('2027-01-12T00:00Z') },
      ['01-12', '01-18'],
    ],
    [
      'range: both dates included',
      { periodType: 'RANGE', periodStartDate: '2027-01-12', periodEndDate: '2027-01-19' },
      ['01-12', '01-18', '01-19'],
    ],
    ['unlimited', { periodType: 'UNLIMITED' }, ['01-11', '01-12', '01-18', '01-19', '01-25', '01-26']],
  ])('%s', (_, changes, expected) => {
    expect(slots(example({ ...month, ...changes })).map((slot) => slot.slice(0, 5))).toEqual(expected);
  });

  it('counts days on the invitee’s calendar', () => {
    // In Tokyo it is the 12th already, and 20:00Z on the 11th is the 12th, too.
    const request = example({
      now: at('2027-01-11T16:00Z'),
      inviteeTz: 'Asia/Tokyo',
      endTime: at('2027-01-13T00:00Z'),
      periodType: 'ROLLING',
      periodDays: 0,
      hosts: [host('UTC', [weekly('14:00', '15:00'), weekly('20:00', '21:00')])],
    });
    expect(slots(request, 'UTC')).toEqual(['01-11 20:00', '01-12 14:00']);
  });
});

describe('canStartAt', () => {
  const request: StartRequest = example({
    now: at('2027-01-11T08:00Z'),
    length: 30,
    minimumBookingNotice: 90,
    periodType: 'ROLLING',
    periodDays: 3,
    hosts: [
      host('UTC', [weekly('09:00', '12:00')], { busy: [busy('2027-01-11T11:00Z', '2027-01-11T11:30Z')] }),
    ],
  });

  test.each<[string, string, object]>([
    ['free', '2027-01-11T10:00:00Z', { ok: true, hosts: [0] }],
    ['seconds', '2027-01-11T10:00:01Z', { ok: false, reason: 'not_whole_minute' }],
    ['off the grid', '2027-01-11T10:10:00Z', { ok: false, reason: 'off_grid' }],
    ['past', '2027-01-11T07:30:00Z', { ok: false, reason: 'in_past' }],
    ['within the notice', '2027-01-11T09:00:00Z', { ok: false, reason: 'too_soon' }],
    ['after the period', '2027-01-15T10:00:00Z', { ok: false, reason: 'outside_period' }],
    ['before opening', '2027-01-12T08:30:00Z', { ok: false, reason: 'closed' }],
    ['over closing time', '2027-01-12T12:00:00Z', { ok: false, reason: 'closed' }],
    ['taken', '2027-01-11T11:00:00Z', { ok: false, reason: 'busy' }],
  ])('%s', (_, start, expected) => {
    expect(canStartAt(request, at(start))).toEqual(expected);
  });

  it('lets a visitor book from a list of a few minutes ago', () => {
    // The list of that window began at 09:10 and ran 09:10, 09:55, …; another window would give other starts.
    const shown = example({ length: 45, interval: 45, hosts: [host('UTC', [weekly('09:15', '12:00')])] });
    const other = { ...shown, startTime: at('2027-01-11T09:30Z') };
    for (const start of times(shown)) expect(canStartAt(other, at(`2027-01-11T${start}Z`)).ok).toBe(true);
  });

  it('takes any whole minute where grids cannot tell', () => {
    const odd = at('2027-01-11T10:07Z');
    expect(canStartAt({ ...request, minimumBookingNotice: 0 }, odd)).toEqual({
      ok: false,
      reason: 'off_grid',
    });
    expect(canStartAt({ ...request, optimized: true }, odd).ok).toBe(true);
    expect(canStartAt({ ...request, offsetStart: 5 }, odd).ok).toBe(true);
    const changeDay = { ...request, inviteeTz: 'Europe/Berlin', now: at('2027-03-27T08:00Z') };
    expect(canStartAt(changeDay, at('2027-03-28T10:07Z')).ok).toBe(true);
    expect(canStartAt(changeDay, at('2027-03-29T10:07Z'))).toEqual({ ok: false, reason: 'off_grid' });
  });

  it('asks for the hosts that the scheduling type asks for', () => {
    const early = host('UTC', [weekly('09:00', '11:00')]);
    const late = host('UTC', [weekly('10:00', '12:00')], {
      busy: [busy('2027-01-12T10:00Z', '2027-01-12T10:30Z')],
    });
    const ask = (schedulingType: SlotRequest['schedulingType'], start: string, lateIsFixed = false): object =>
      canStartAt(
        { ...request, schedulingType, hosts: [early, { ...late, isFixed: lateIsFixed }] },
        at(start),
      );
    expect(ask('COLLECTIVE', '2027-01-12T10:30Z')).toEqual({ ok: true, hosts: [0, 1] });
    expect(ask('COLLECTIVE', '2027-01-12T10:00Z')).toEqual({ ok: false, reason: 'busy' });
    expect(ask('COLLECTIVE', '2027-01-12T09:00Z')).toEqual({ ok: false, reason: 'closed' });
    expect(ask('ROUND_ROBIN', '2027-01-12T10:00Z')).toEqual({ ok: true, hosts: [0] });
    expect(ask('ROUND_ROBIN', '2027-01-12T11:30Z')).toEqual({ ok: true, hosts: [1] });
    expect(ask('ROUND_ROBIN', '2027-01-12T11:30Z', true)).toEqual({ ok: false, reason: 'closed' });
    expect(ask('ROUND_ROBIN', '2027-01-12T10:00Z', true)).toEqual({ ok: false, reason: 'busy' });
  });

  it('counts the days of a rolling window up to the start', () => {
    const rolling = {
      ...request,
      minimumBookingNotice: 0,
      periodType: 'ROLLING_WINDOW',
      periodDays: 2,
    } as const;
    expect(canStartAt(rolling, at('2027-01-12T10:00Z')).ok).toBe(true);
    expect(canStartAt(rolling, at('2027-01-13T10:00Z'))).toEqual({ ok: false, reason: 'outside_period' });
  });
});

describe('explainDays', () => {
  it('says why each day is empty', () => {
    const request = example({
      now: at('2027-01-11T10:30Z'),
      startTime: at('2027-01-10T00:00Z'),
      endTime: at('2027-01-18T00:00Z'),
      minimumBookingNotice: 1440,
      periodType: 'RANGE',
      periodStartDate: '2027-01-01',
      periodEndDate: '2027-01-15',
      hosts: [
        host('UTC', [weekly('09:00', '12:00'), { date: '2027-01-14', start: '00:00', end: '00:00' }], {
          busy: [busy('2027-01-13T09:30Z', '2027-01-13T11:30Z')],
        }),
      ],
    });
    expect(explainDays(request)).toEqual([
      { date: '2027-01-10', reason: 'in_past' },
      { date: '2027-01-11', reason: 'too_soon' },
      { date: '2027-01-12', reason: 'available' },
      { date: '2027-01-13', reason: 'fully_booked' },
      { date: '2027-01-14', reason: 'closed' },
      { date: '2027-01-15', reason: 'available' },
      { date: '2027-01-16', reason: 'outside_period' },
      { date: '2027-01-17', reason: 'outside_period' },
    ]);
  });

  it('counts the days of a rolling window', () => {
    const request = example({
      endTime: at('2027-01-15T00:00Z'),
      periodType: 'ROLLING_WINDOW',
      periodDays: 2,
      hosts: [host('UTC', [weekly('09:00', '12:00', [1, 3, 4])])],
    });
    expect(explainDays(request).map((day) => day.reason)).toEqual([
      'available',
      'closed',
      'available',
      'outside_period',
    ]);
  });

  it('has the local days that the window touches', () => {
    const request = example({ inviteeTz: 'Asia/Tokyo' });
    expect(explainDays(request)).toEqual([
      { date: '2027-01-11', reason: 'available' },
      { date: '2027-01-12', reason: 'closed' },
    ]);
    expect(explainDays({ ...request, endTime: request.startTime })).toEqual([]);
  });
});
