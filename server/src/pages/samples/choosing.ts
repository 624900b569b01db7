import type { Locale } from '#platform/locale.ts';
import type {
  CalendarDay,
  CalendarView,
  EventCard,
  LandingProps,
  LessonProps,
  SessionView,
  WorkshopProps,
} from '../view-models.ts';
import { say, teachers, trialLesson, workshop } from './school.ts';

export function landing(locale: Locale): LandingProps {
  const next = { start: '2026-11-25T02:00:00Z' };
  const events: EventCard[] = [
    {
      slug: 'trial-lesson',
      kind: 'lesson',
      title: trialLesson(locale).title,
      summary: say(
        locale,
        'Làm quen, nghe bạn nói và tìm lộ trình phù hợp.',
        'Meet, speak a little, find the right course.',
      ),
      lengthMinutes: 30,
      price: null,
      whitelistOnly: false,
      next,
    },
    {
      slug: 'private-lesson',
      kind: 'lesson',
      title: say(locale, 'Buổi học một kèm một', 'Private lesson'),
      summary: say(
        locale,
        'Một giáo viên, một học viên, đúng mục tiêu của bạn: công việc, kỳ thi hay chuyến đi sắp tới.',
        'One teacher, one student, your own goal: work, an exam or the next journey.',
      ),
      lengthMinutes: 60,
      price: { amount: 500_000, currency: 'VND' },
      whitelistOnly: false,
      next,
    },
    {
      slug: 'placement-interview',
      kind: 'lesson',
      title: say(locale, 'Phỏng vấn xếp lớp', 'Placement interview'),
      lengthMinutes: 45,
      price: null,
      whitelistOnly: false,
    },
    {
      slug: 'pronunciation-workshop',
      kind: 'workshop',
      title: workshop(locale).title,
      summary: say(
        locale,
        'Nhóm nhỏ tối đa tám người, mỗi tuần một nhóm âm.',
        'Eight people at most, one family of sounds a week.',
      ),
      lengthMinutes: 90,
      price: { amount: 2500, currency: 'USD' },
      whitelistOnly: false,
      next: { start: '2026-11-28T02:00:00Z', seatsLeft: 2 },
    },
    {
      slug: 'advanced-circle',
      kind: 'workshop',
      title: say(locale, 'Câu lạc bộ nâng cao', 'Advanced circle'),
      summary: say(
        locale,
        'Thảo luận chuyên sâu cho học viên khóa C1.',
        'In-depth discussion for students of the C1 course.',
      ),
      lengthMinutes: 60,
      price: null,
      whitelistOnly: true,
      next: { start: '2026-11-27T12:00:00Z', seatsLeft: 6 },
    },
  ];
  return {
    state: 'published',
    title: say(
      locale,
      'Nói tiếng Anh tự nhiên, từng bước một',
      'Speak English with ease, one step at a time',
    ),
    subtitle: say(
      locale,
      'Lớp nhỏ và buổi học riêng với giáo viên ở Việt Nam, Anh và Mỹ. Chọn giờ theo múi giờ của bạn.',
      'Small groups and private lessons with teachers in Vietnam, Britain and America, at times that suit you.',
    ),
    heroImageUrl: '/assets/demo/lotus-hero.svg',
    teacherBio: say(
      locale,
      'Chúng tôi bắt đầu năm 2014 với một phòng học nhỏ ở **Quận 1** và một niềm tin: ai cũng nói được, khi được lắng nghe.\n\nNgày nay bốn giáo viên của chúng tôi dạy ở ba múi giờ – nhưng mỗi lớp vẫn không quá *tám người*.\n\n> “Lần đầu tiên tôi nói chuyện với khách hàng mà không dịch thầm trong đầu.” – Chị Hạnh, học viên',
      'We began in 2014 with one small room in **District 1** and one belief: everyone can speak once they are listened to.\n\nToday our four teachers work in three time zones – and a class still has no more than *eight people*.\n\n> “For the first time I talked to a client without translating in my head.” – Hạnh, student',
    ),
    teachers: teachers(locale),
    events,
    socialLinks: [
      { kind: 'facebook', url: 'https://facebook.com/lotus.example' },
      { kind: 'youtube', url: 'https://youtube.com/@lotus' },
      { kind: 'zalo', url: 'https://zalo.me/lotus' },
      { kind: 'website', url: 'javascript:alert(1)' },
    ],
  };
}

/** Half-hour starts from `first` on, as many as asked. */
function starts(first: string, count: number): string[] {
  const begin = Temporal.Instant.from(first);
  return Array.from({ length: count }, (_, index) => begin.add({ minutes: 30 * index }).toString());
}

/** What each day of the month has free, from the first on; in words where it has nothing. */
function month(name: string, free: (number | CalendarDay['reason'])[]): Pick<CalendarView, 'month' | 'days'> {
  const days = free.map((value, index) => {
    const date = `${name}-${String(index + 1).padStart(2, '0')}`;
    return typeof value === 'number' ? { date, free: value, reason: null } : { date, free: 0, reason: value };
  });
  return { month: name, days };
}

const BOUNDS = { first: '2026-11-24', last: '2027-11-25' };

export function lesson(locale: Locale): LessonProps {
  const past = Array.from({ length: 23 }, () => 'in_past' as const);
  return {
    event: trialLesson(locale),
    calendar: {
      ...month('2026-11', [...past, 'too_soon', 14, 1, 'fully_booked', 26, 'closed', 5]),
      ...BOUNDS,
      nextFree: '2026-12-01',
      date: '2026-11-25',
      times: [...starts('2026-11-25T01:00:00Z', 6), ...starts('2026-11-25T06:30:00Z', 8)],
    },
    teacherChoice: {},
  };
}

/** A day that was asked for and has nothing free. */
export function emptyDay(locale: Locale): LessonProps {
  const { calendar, ...rest } = lesson(locale);
  return { ...rest, calendar: { ...calendar, date: '2026-11-27', times: [] } };
}

export function emptyMonth(locale: Locale): LessonProps {
  const taken = Array.from({ length: 31 }, (_, day) => (day % 7 > 4 ? 'closed' : 'fully_booked'));
  const calendar = { ...month('2026-12', taken), ...BOUNDS, nextFree: '2027-01-15', date: null, times: [] };
  return { ...lesson(locale), calendar };
}

export function sessions(): SessionView[] {
  const states = [
    { state: 'past', seatsLeft: 0 },
    { state: 'too_soon', seatsLeft: 3 },
    { state: 'full', seatsLeft: 0 },
    { state: 'open', seatsLeft: 1 },
    { state: 'open', seatsLeft: 8 },
    { state: 'cancelled', seatsLeft: 8 },
    { state: 'open', seatsLeft: 5 },
  ] as const;
  return states.map(({ state, seatsLeft }, index) => {
    const start = Temporal.Instant.from('2026-11-21T02:00:00Z').add({ hours: 24 * 7 * index });
    return {
      number: index + 3,
      start: start.toString(),
      end: start.add({ minutes: 90 }).toString(),
      seatsLeft,
      seatLimit: 8,
      state,
      teacherName: 'Nguyễn Thị Lan Anh',
    };
  });
}

export function workshopPage(locale: Locale): WorkshopProps {
  return {
    event: workshop(locale),
    sessions: sessions(),
    laterUrl: '/e/pronunciation-workshop?from=2027-01-10',
  };
}
