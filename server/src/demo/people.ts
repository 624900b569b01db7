/** The people of the demo schools. All of them share one password, which is printed at the start. */
export const DEMO_PASSWORD = 'hoc-vui-2026';

export type Hours = { days: number[]; start: string; end: string };

export type DemoTeacher = {
  key: string;
  name: string;
  email: string;
  timeZone: string;
  photo: string;
  bio: { vi: string; en: string };
  hours: Hours[];
};

export const LOTUS_TEACHERS: readonly DemoTeacher[] = [
  {
    key: 'mai',
    name: 'Nguyễn Thị Mai',
    email: 'mai@lotus.example',
    timeZone: 'Asia/Ho_Chi_Minh',
    photo: 'teacher-1.svg',
    bio: {
      vi: 'Mười hai năm dạy tiếng Anh cho người đi làm. Kiên nhẫn, rõ ràng, luôn có ví dụ từ đời sống.',
      en: 'Twelve years of English for working people. Patient and clear, with examples from daily life.',
    },
    hours: [
      { days: [1, 2, 3, 4, 5], start: '08:00', end: '12:00' },
      { days: [1, 2, 3, 4, 5], start: '13:30', end: '17:30' },
    ],
  },
  {
    key: 'huy',
    name: 'Trần Quốc Huy',
    email: 'huy@lotus.example',
    timeZone: 'Asia/Ho_Chi_Minh',
    photo: 'teacher-2.svg',
    bio: {
      vi: 'Luyện nói và phản xạ cho kỳ thi IELTS. Từng sống tám năm ở Melbourne.',
      en: 'Speaking and quick thinking for IELTS. Lived in Melbourne for eight years.',
    },
    hours: [{ days: [1, 2, 3, 4, 5, 6], start: '13:00', end: '21:00' }],
  },
  {
    key: 'emma',
    name: 'Emma Clarke',
    email: 'emma@lotus.example',
    timeZone: 'Europe/London',
    photo: 'teacher-3.svg',
    bio: {
      vi: 'Giáo viên ngữ âm người Anh. Giúp bạn nghe ra và nói được những âm khó.',
      en: 'A phonetics teacher from Bristol. Helps you hear the difficult sounds, then say them.',
    },
    hours: [
      { days: [1, 2, 3, 4, 5], start: '08:00', end: '16:00' },
      { days: [6], start: '09:00', end: '13:00' },
    ],
  },
  {
    key: 'daniel',
    name: 'Daniel Reyes',
    email: 'daniel@lotus.example',
    timeZone: 'America/New_York',
    photo: 'teacher-4.svg',
    bio: {
      vi: 'Tiếng Anh thương mại và phỏng vấn xin việc, dạy từ New York.',
      en: 'Business English and job interviews, taught from New York.',
    },
    hours: [
      { days: [1, 2, 3, 4], start: '07:00', end: '13:00' },
      { days: [0], start: '18:00', end: '22:00' },
    ],
  },
];

export const HARBOUR_TEACHERS: readonly DemoTeacher[] = [
  {
    key: 'grace',
    name: 'Grace Whitfield',
    email: 'grace@harbour.example',
    timeZone: 'Europe/London',
    photo: 'teacher-5.svg',
    bio: { vi: 'Tiếng Pháp giao tiếp cho người mới bắt đầu.', en: 'Conversational French for beginners.' },
    hours: [{ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' }],
  },
];

export type DemoStudent = { name: string; email: string; locale: 'vi' | 'en'; timeZone: string };

export const LOTUS_STUDENTS: readonly DemoStudent[] = [
  { name: 'Lê Minh Anh', email: 'minhanh@lotus.example', locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh' },
  { name: 'Phạm Gia Bảo', email: 'giabao@lotus.example', locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh' },
  { name: 'Đỗ Thùy Linh', email: 'thuylinh@lotus.example', locale: 'vi', timeZone: 'Australia/Melbourne' },
  {
    name: 'Công Tằng Tôn Nữ Phương Quỳnh',
    email: 'phuongquynh@lotus.example',
    locale: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
  },
  { name: 'Oliver Bennett', email: 'oliver@lotus.example', locale: 'en', timeZone: 'Europe/London' },
  { name: 'Vũ Hoàng Nam', email: 'hoangnam@lotus.example', locale: 'vi', timeZone: 'Asia/Ho_Chi_Minh' },
];
