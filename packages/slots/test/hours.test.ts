import { describe, expect, it, test } from 'vitest';
import { at, busy, example, host, slots, times, weekly, window } from './example.ts';

describe('rule 1: hours are wall-clock hours', () => {
  test.each([
    ['America/New_York', '2027-03-12', '2027-03-17'],
    ['America/New_York', '2027-11-05', '2027-11-10'],
    ['Europe/Berlin', '2027-03-26', '2027-03-30'],
    ['Europe/Berlin', '2027-10-29', '2027-11-02'],
    ['Australia/Sydney', '2027-04-02', '2027-04-06'],
    ['Australia/Sydney', '2027-10-01', '2027-10-05'],
    ['Australia/Lord_Howe', '2027-04-02', '2027-04-06'],
    ['Australia/Lord_Howe', '2027-10-01', '2027-10-05'],
    ['America/Santiago', '2027-04-02', '2027-04-06'],
    ['America/Santiago', '2027-09-03', '2027-09-07'],
    ['Africa/Cairo', '2027-04-29', '2027-05-02'],
    ['Asia/Kathmandu', '2027-04-29', '2027-05-02'],
  ])(
    '%s works 09:00–17:00 on every day from %s, the day of the change and its neighbours included',
    (zone, from, to) => {
      const request = example({
        ...window(zone, from, to),
        inviteeTz: zone,
        hosts: [host(zone, [weekly('09:00', '17:00')])],
      });
      const hours = [9, 10, 11, 12, 13, 14, 15, 16].map((hour) => `${String(hour).padStart(2, '0')}:00`);
      const days: string[] = [];
      for (let day = Temporal.PlainDate.from(from); day.toString() < to; day = day.add({ days: 1 }))
        days.push(...hours.map((hour) => `${day.toString().slice(5)} ${hour}`));
      expect(slots(request)).toEqual(days);
    },
  );

  it('offers nothing before opening and nothing that ends after closing, whatever the zones', () => {
    for (const inviteeTz of ['Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham', 'UTC']) {
      const request = example({
        ...window('America/New_York', '2027-03-13', '2027-03-16'),
        inviteeTz,
        hosts: [host('America/New_York', [weekly('09:00', '17:00')])],
      });
      const offered = times(request, 'America/New_York');
      expect(offered.length).toBeGreaterThan(15);
      expect(offered.filter((time) => time < '09:00' || time > '16:00')).toEqual([]);
    }
  });

  it('has the last day of November in a month view, wherever host and invitee are', () => {
    for (const [inviteeTz, hostTz] of [
      ['Europe/Berlin', 'Europe/Berlin'],
      ['America/New_York', 'Asia/Ho_Chi_Minh'],
      ['Asia/Ho_Chi_Minh', 'America/New_York'],
      ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
    ] as const) {
      const request = example({
        ...window(inviteeTz, '2027-11-01', '2027-12-01'),
        inviteeTz,
        hosts: [host(hostTz, [weekly('06:00', '22:00')])],
      });
      const days = new Set(slots(request).map((slot) => slot.slice(0, 5)));
      expect(days.size).toBe(30);
      expect(days).toContain('11-30');
    }
  });

  it('takes the first of two and moves on over a gap', () => {
    const autumn = { ...window('Europe/Berlin', '2027-10-31', '2027-11-01'), inviteeTz: 'UTC' };
    const spring = { ...window('Europe/Berlin', '2027-03-28', '2027-03-29'), inviteeTz: 'UTC' };
    // 02:30 is 00:30Z and 01:30Z; the first counts, so that 02:00–03:00 lasts two hours and 01:30–02:30 one.
    expect(
      times(example({ ...autumn, length: 30, hosts: [host('Europe/Berlin', [weekly('02:00', '03:00')])] })),
    ).toEqual(['00:00', '00:30', '01:00', '01:30']);
    expect(
      times(example({ ...autumn, length: 30, hosts: [host('Europe/Berlin', [weekly('01:30', '02:30')])] })),
    ).toEqual(['23:30', '00:00']);
    // 02:30 does not exist and becomes 03:30, 01:30Z.
    expect(
      times(example({ ...spring, length: 30, hosts: [host('Europe/Berlin', [weekly('02:30', '04:00')])] })),
    ).toEqual(['01:30']);
    expect(
      times(example({ ...spring, length: 30, hosts: [host('Europe/Berlin', [weekly('01:30', '02:30')])] })),
    ).toEqual(['00:30', '01:00']);
    // 03:30 to 03:00: it does not end after its start.
    expect(
      times(example({ ...spring, length: 30, hosts: [host('Europe/Berlin', [weekly('02:30', '03:00')])] })),
    ).toEqual([]);
  });

  it('knows gaps at midnight and days that a country left out', () => {
    const cairo = example({
      ...window('Africa/Cairo', '2027-04-30', '2027-05-01'),
      inviteeTz: 'Africa/Cairo',
      hosts: [host('Africa/Cairo', [weekly('00:00', '03:00')])],
    });
    expect(times(cairo)).toEqual(['01:00', '02:00']);
    const apia = example({
      ...window('Pacific/Apia', '2011-12-29', '2012-01-01'),
      inviteeTz: 'Pacific/Apia',
      hosts: [host('Pacific/Apia', [weekly('09:00', '11:00')])],
    });
    expect(slots(apia)).toEqual(['12-29 09:00', '12-29 10:00', '12-31 09:00', '12-31 10:00']);
  });

  it('uses the travel zone on the days that a journey covers', () => {
    const request = example({
      startTime: at('2027-01-11T00:00Z'),
      endTime: at('2027-01-15T00:00Z'),
      hosts: [
        host('UTC', [weekly('09:00', '10:00')], {
          // Of an instant the UTC date counts: the 12th.
          travelSchedules: [
            { startDate: '2027-01-11T23:00:00-05:00', endDate: '2027-01-13', timeZone: 'Asia/Ho_Chi_Minh' },
          ],
        }),
      ],
    });
    expect(slots(request)).toEqual(['01-11 09:00', '01-12 02:00', '01-13 02:00', '01-14 09:00']);
  });
});

describe('rule 2: overrides replace the whole local day', () => {
  const withOverrides = (...rows: { start: string; end: string }[]): string[] =>
    times(
      example({
        hosts: [
          host('UTC', [weekly('09:00', '12:00'), ...rows.map((row) => ({ date: '2027-01-11', ...row }))]),
        ],
      }),
    );

  test.each([
    ['other hours', [{ start: '14:00', end: '16:00' }], ['14:00', '15:00']],
    [
      'two rows together',
      [
        { start: '18:00', end: '19:00' },
        { start: '07:00', end: '08:00' },
      ],
      ['07:00', '18:00'],
    ],
    ['closed', [{ start: '00:00', end: '00:00' }], []],
    [
      'closed wins over other rows of the date',
      [
        { start: '14:00', end: '16:00' },
        { start: '10:00', end: '10:00' },
      ],
      [],
    ],
    ['closed as 23:59 to 23:59', [{ start: '23:59', end: '23:59' }], []],
  ])('%s', (_, rows, expected) => {
    expect(withOverrides(...rows)).toEqual(expected);
  });

  it('is a day in the travel zone, when there is a journey', () => {
    const request = example({
      hosts: [
        host('UTC', [{ date: '2027-01-11', start: '20:00', end: '21:00' }], {
          travelSchedules: [{ startDate: '2027-01-11', timeZone: 'Asia/Tokyo' }],
        }),
      ],
    });
    expect(times(request)).toEqual(['11:00']);
  });
});

describe('rule 3: ranges that touch are one', () => {
  it('joins hours over midnight, 23:59 being midnight', () => {
    const request = example({
      startTime: at('2027-01-11T12:00Z'),
      endTime: at('2027-01-12T12:00Z'),
      length: 90,
      hosts: [host('UTC', [weekly('20:00', '23:59'), weekly('00:00', '02:00')])],
    });
    expect(slots(request)).toEqual(['01-11 20:00', '01-11 21:30', '01-11 23:00', '01-12 00:30']);
  });

  it('joins rows that overlap', () => {
    expect(
      times(
        example({ length: 180, hosts: [host('UTC', [weekly('11:00', '13:00'), weekly('10:00', '12:00')])] }),
      ),
    ).toEqual(['10:00']);
  });
});

describe('rule 4: busy times', () => {
  const taken = [
    host('UTC', [weekly('09:00', '12:00')], { busy: [busy('2027-01-11T10:00Z', '2027-01-11T10:30Z')] }),
  ];

  test.each([
    ['are taken out', {}, ['09:00', '09:15', '09:30', '10:30', '10:45', '11:00', '11:15', '11:30']],
    [
      'the after-buffer is kept before them',
      { afterBuffer: 15 },
      ['09:00', '09:15', '10:30', '10:45', '11:00', '11:15', '11:30'],
    ],
    [
      'the before-buffer after them',
      { beforeBuffer: 30 },
      ['09:00', '09:15', '09:30', '11:00', '11:15', '11:30'],
    ],
  ])('%s', (_, buffers, expected) => {
    expect(times(example({ length: 30, interval: 15, hosts: taken, ...buffers }))).toEqual(expected);
  });

  it('may overlap, come in any order and reach out of the window', () => {
    const intervals = [
      busy('2027-01-11T11:00Z', '2027-01-13T00:00Z'),
      busy('2027-01-11T09:15Z', '2027-01-11T09:30Z'),
      busy('2027-01-01T00:00Z', '2027-01-11T09:20Z'),
    ];
    const hosts = [host('UTC', [weekly('09:00', '12:00')], { busy: intervals })];
    expect(times(example({ length: 30, hosts }))).toEqual(['09:30', '10:00', '10:30']);
  });

  it('take nothing when they are empty, unless buffers widen them', () => {
    const hosts = [
      host('UTC', [weekly('09:00', '12:00')], { busy: [busy('2027-01-11T10:00Z', '2027-01-11T10:00Z')] }),
    ];
    expect(times(example({ length: 180, hosts }))).toEqual(['09:00']);
    expect(times(example({ length: 180, hosts, afterBuffer: 5 }))).toEqual([]);
  });

  it('are sorted however many and however crowded they are', () => {
    const crowd = Array.from({ length: 500 }, (_, i) => {
      const start = at('2027-01-11T10:00Z') + ((i * 7919) % 500) * 1000;
      return { start, end: start + 1000 };
    });
    const far = { start: at('2020-01-01T00:00Z'), end: at('2027-01-11T09:10Z') };
    const hosts = [host('UTC', [weekly('09:00', '12:00')], { busy: [...crowd, far] })];
    expect(times(example({ length: 10, interval: 10, hosts }))).toEqual([
      '09:10',
      '09:20',
      '09:30',
      '09:40',
      '09:50',
      '10:10',
      '10:20',
      '10:30',
      '10:40',
      '10:50',
      '11:00',
      '11:10',
      '11:20',
      '11:30',
      '11:40',
      '11:50',
    ]);
  });
});

describe('the window', () => {
  it('cuts ranges first: start and end of a slot lie inside it', () => {
    const request = example({
      startTime: at('2027-01-11T09:10Z'),
      endTime: at('2027-01-11T11:30Z'),
      length: 30,
    });
    expect(times(request)).toEqual(['09:30', '10:00', '10:30', '11:00']);
    expect(times({ ...request, endTime: at('2027-01-11T11:29Z') })).toEqual(['09:30', '10:00', '10:30']);
  });

  it('may be empty', () => {
    expect(times(example({ endTime: at('2027-01-11T00:00Z') }))).toEqual([]);
  });
});
