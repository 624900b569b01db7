/** A school with everything that tends to break layouts: long names, several zones, two languages. */
import type { Locale } from '#platform/locale.ts';
import { textIn } from '#platform/locale.ts';
import type { EventView, PageContext, SchoolView, TeacherView } from '../view-models.ts';

export const NOW = '2026-11-24T08:00:00Z';

export const school: SchoolView = {
  name: 'Lotus Language School',
  primaryColor: '#b8325e',
  logoUrl: '/assets/demo/lotus-logo.svg',
  timeZone: 'Asia/Ho_Chi_Minh',
  address: '42 Nguyễn Thị Minh Khai, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh',
  email: 'hello@lotus.example',
};

export function contextFor(locale: Locale, url: string, changes: Partial<PageContext> = {}): PageContext {
  return {
    locale,
    school,
    zone: { id: 'Asia/Ho_Chi_Minh', source: 'cookie' },
    url,
    nonce: 'preview-nonce',
    now: NOW,
    ...changes,
  };
}

/** Picks the reader's text from a pair: Vietnamese first. */
export function say(locale: Locale, vi: string, en: string): string {
  return textIn({ vi, en }, locale, 'vi');
}

export function teachers(locale: Locale): TeacherView[] {
  return [
    {
      id: 't1',
      name: 'Nguyễn Thị Lan Anh',
      photoUrl: '/assets/demo/teacher-1.svg',
      timeZone: 'Asia/Ho_Chi_Minh',
      headline: say(
        locale,
        'Phát âm và giao tiếp cho người mới bắt đầu',
        'Pronunciation and first conversations',
      ),
    },
    {
      id: 't2',
      name: 'Trần Quốc Bảo',
      photoUrl: '/assets/demo/teacher-2.svg',
      timeZone: 'Asia/Ho_Chi_Minh',
      headline: say(locale, 'Luyện thi IELTS, kỹ năng viết', 'IELTS preparation and writing'),
    },
    {
      id: 't3',
      name: 'Emma Fitzgerald-Whitcombe',
      photoUrl: '/assets/demo/teacher-3.svg',
      timeZone: 'Europe/London',
      headline: say(locale, 'Tiếng Anh thương mại', 'Business English'),
    },
    {
      id: 't4',
      name: 'Marcus Reed',
      timeZone: 'America/New_York',
      headline: say(locale, 'Hội thoại nâng cao, văn hóa Mỹ', 'Advanced conversation, American culture'),
    },
  ];
}

export function trialLesson(locale: Locale): EventView {
  return {
    slug: 'trial-lesson',
    kind: 'lesson',
    title: say(locale, 'Buổi học thử', 'Trial lesson'),
    description: say(
      locale,
      'Ba mươi phút để làm quen, nghe bạn nói và tìm ra **lộ trình phù hợp**. Bạn không cần chuẩn bị gì.',
      'Thirty minutes to meet, hear you speak and find **the right course**. Nothing to prepare.',
    ),
    lengthMinutes: 30,
    price: null,
    refundWindowHours: null,
    whitelistOnly: false,
    collective: false,
    teachers: teachers(locale),
    place: { kind: 'online' },
  };
}

export function workshop(locale: Locale): EventView {
  return {
    slug: 'pronunciation-workshop',
    kind: 'workshop',
    title: say(
      locale,
      'Lớp chuyên đề phát âm: những âm cuối mà người Việt thường nuốt mất',
      'Pronunciation workshop: the endings that Vietnamese speakers swallow',
    ),
    description: say(
      locale,
      'Nhóm nhỏ tối đa tám người. Mỗi buổi một nhóm âm:\n\n- nghe và phân biệt\n- luyện theo cặp\n- ghi âm và sửa',
      'A group of eight at most. One family of sounds each time:\n\n- hear the difference\n- practise in pairs\n- record and correct',
    ),
    lengthMinutes: 90,
    price: { amount: 2500, currency: 'USD' },
    refundWindowHours: 24,
    whitelistOnly: false,
    collective: false,
    teachers: teachers(locale).slice(0, 1),
    place: { kind: 'address', text: school.address ?? '' },
  };
}
