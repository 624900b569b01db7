import type { Place } from '#modules/scheduling/index.ts';
import {
  HARBOUR_TEACHERS,
  LOTUS_STUDENTS,
  LOTUS_TEACHERS,
  type DemoStudent,
  type DemoTeacher,
} from './people.ts';

type Text = { vi: string; en: string };

export type DemoEvent = {
  slug: string;
  owner: string;
  hosts: string[];
  title: Text;
  description: Text;
  length: number;
  interval?: number;
  schedulingType: 'COLLECTIVE' | 'ROUND_ROBIN' | null;
  seatLimit?: number;
  price: number;
  currency: string;
  whitelist?: string[];
  refundWindowHours?: number;
  notice?: number;
  afterBuffer?: number;
  periodDays?: number;
  courseId?: string;
  place: Place;
  /** Weekly session: RFC weekday, local time, zone. */
  weekly?: { day: string; time: string; timeZone: string };
};

export type DemoSchool = {
  name: string;
  subdomain: string;
  locale: 'vi' | 'en';
  timeZone: string;
  currency: string;
  plan: string;
  stripeKey: string;
  immersioKey: string;
  immersioSubdomain: string;
  admin: { name: string; email: string };
  teachers: readonly DemoTeacher[];
  students: readonly DemoStudent[];
  landing: {
    color: string;
    logo: string;
    hero: string;
    title: Text;
    subtitle: Text;
    bio: Text;
    social: { kind: string; url: string }[];
  };
  contact: { email: string; address: Text };
  events: DemoEvent[];
  courses: { id: string; title: string; description: string }[];
};

const online: Place = { kind: 'online', url: 'https://meet.example.com/lotus' };

export const LOTUS: DemoSchool = {
  name: 'Lotus Language School',
  subdomain: 'lotus',
  locale: 'vi',
  timeZone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  plan: 'school',
  stripeKey: 'sk_test_lotusDemo4242',
  immersioKey: 'imm_demo_lotus',
  immersioSubdomain: 'lotus',
  admin: { name: 'Hoàng Lan Chi', email: 'admin@lotus.example' },
  teachers: LOTUS_TEACHERS,
  students: LOTUS_STUDENTS,
  landing: {
    color: '#9b2c5e',
    logo: '/media/demo/lotus-logo.svg',
    hero: '/media/demo/lotus-hero.svg',
    title: { vi: 'Học tiếng Anh, từng cánh một', en: 'English, petal by petal' },
    subtitle: {
      vi: 'Lớp nhỏ, giáo viên tận tâm, giờ học theo lịch của bạn. Bắt đầu bằng một buổi học thử miễn phí.',
      en: 'Small groups, devoted teachers, hours that fit yours. Begin with a free trial lesson.',
    },
    bio: {
      vi: 'Lotus bắt đầu từ một phòng học nhỏ ở **Đà Nẵng** năm 2014. Hôm nay bốn giáo viên của chúng tôi dạy từ Việt Nam, Anh và Mỹ, nhưng lớp học vẫn nhỏ như ngày đầu: nhiều nhất tám người, ai cũng được nói.\n\nBạn chọn giờ, chúng tôi giữ chỗ. Học thử miễn phí 30 phút để biết mình đang ở đâu và nên đi tiếp thế nào.',
      en: 'Lotus began in a small classroom in **Đà Nẵng** in 2014. Today our four teachers teach from Vietnam, England and the United States, and the groups are as small as on the first day: eight people at most, and everybody speaks.\n\nYou choose the hour, we keep the place. A free trial lesson of 30 minutes shows where you are and where to go next.',
    },
    social: [
      { kind: 'facebook', url: 'https://www.facebook.com/lotus.example' },
      { kind: 'youtube', url: 'https://www.youtube.com/@lotus.example' },
    ],
  },
  contact: {
    email: 'hello@lotus.example',
    address: { vi: '12 Bạch Đằng, Hải Châu, Đà Nẵng', en: '12 Bạch Đằng, Hải Châu, Đà Nẵng, Vietnam' },
  },
  events: [
    {
      slug: 'trial-lesson',
      owner: 'mai',
      hosts: ['mai', 'huy', 'emma', 'daniel'],
      title: { vi: 'Buổi học thử miễn phí', en: 'Free trial lesson' },
      description: {
        vi: 'Ba mươi phút một kèm một: làm quen, nói chuyện, và nhận lời khuyên về lộ trình học phù hợp với bạn.',
        en: 'Thirty minutes one to one: we meet, talk, and you get advice on the way that suits you.',
      },
      length: 30,
      interval: 30,
      schedulingType: 'ROUND_ROBIN',
      price: 0,
      currency: 'VND',
      notice: 60,
      periodDays: 90,
      courseId: 'c_trial',
      place: online,
    },
    {
      slug: 'private-lesson',
      owner: 'mai',
      hosts: ['mai'],
      title: { vi: 'Học riêng với cô Mai', en: 'Private lesson with Mai' },
      description: {
        vi: 'Một giờ chỉ dành cho bạn: **giao tiếp, ngữ pháp hoặc chuẩn bị thuyết trình**, theo điều bạn cần nhất.',
        en: 'An hour that is yours alone: **conversation, grammar or a talk you have to give**, whatever you need most.',
      },
      length: 60,
      interval: 30,
      schedulingType: null,
      price: 350_000,
      currency: 'VND',
      refundWindowHours: 12,
      notice: 240,
      afterBuffer: 15,
      periodDays: 60,
      courseId: 'c_private',
      place: online,
    },
    {
      slug: 'pronunciation-workshop',
      owner: 'emma',
      hosts: [],
      title: { vi: 'Xưởng phát âm', en: 'Pronunciation workshop' },
      description: {
        vi: 'Chín mươi phút luyện các âm khó của tiếng Anh với cô Emma: *th*, *r* và *l*, âm cuối, trọng âm câu. Tối đa tám người mỗi buổi.',
        en: 'Ninety minutes with Emma on the difficult sounds of English: *th*, *r* and *l*, final consonants, sentence stress. Eight people at most.',
      },
      length: 90,
      schedulingType: null,
      seatLimit: 8,
      price: 1500,
      currency: 'USD',
      refundWindowHours: 24,
      courseId: 'c_pronunciation',
      place: online,
      weekly: { day: 'SA', time: '10:00', timeZone: 'Europe/London' },
    },
    {
      slug: 'advanced-circle',
      owner: 'huy',
      hosts: [],
      title: { vi: 'Câu lạc bộ nâng cao', en: 'Advanced circle' },
      description: {
        vi: 'Buổi thảo luận hằng tuần dành cho học viên đã hoàn thành khóa nâng cao. Chỉ dành cho học viên có tên trong danh sách.',
        en: 'A weekly discussion for students who have finished the advanced course. For listed students only.',
      },
      length: 90,
      schedulingType: null,
      seatLimit: 6,
      price: 0,
      currency: 'VND',
      whitelist: ['minhanh@lotus.example', 'giabao@lotus.example', 'oliver@lotus.example'],
      courseId: 'c_advanced',
      place: {
        kind: 'address',
        text: { vi: '12 Bạch Đằng, Đà Nẵng, phòng 3', en: '12 Bạch Đằng, Đà Nẵng, room 3' },
      },
      weekly: { day: 'TH', time: '19:30', timeZone: 'Asia/Ho_Chi_Minh' },
    },
    {
      slug: 'placement-interview',
      owner: 'mai',
      hosts: ['mai', 'huy'],
      title: { vi: 'Phỏng vấn xếp lớp', en: 'Placement interview' },
      description: {
        vi: 'Hai giáo viên cùng trò chuyện với bạn trong 45 phút để xếp bạn vào lớp phù hợp.',
        en: 'Two teachers talk with you for 45 minutes and place you in the class that fits.',
      },
      length: 45,
      interval: 30,
      schedulingType: 'COLLECTIVE',
      price: 0,
      currency: 'VND',
      notice: 120,
      periodDays: 60,
      place: online,
    },
  ],
  courses: [
    { id: 'c_trial', title: 'Trial lesson', description: 'First steps' },
    { id: 'c_private', title: 'Private lessons', description: 'One to one' },
    { id: 'c_pronunciation', title: 'Pronunciation', description: 'The difficult sounds of English' },
    { id: 'c_advanced', title: 'Advanced circle', description: 'Weekly discussion' },
  ],
};

export const HARBOUR: DemoSchool = {
  name: 'Harbour French',
  subdomain: 'harbour',
  locale: 'en',
  timeZone: 'Europe/London',
  currency: 'EUR',
  plan: 'starter',
  stripeKey: 'sk_test_harbourDemo4242',
  immersioKey: 'imm_demo_harbour',
  immersioSubdomain: 'harbour',
  admin: { name: 'Peter Lang', email: 'admin@harbour.example' },
  teachers: HARBOUR_TEACHERS,
  students: [
    { name: 'Hannah Moss', email: 'hannah@harbour.example', locale: 'en', timeZone: 'Europe/London' },
  ],
  landing: {
    color: '#1d5c8a',
    logo: '/media/demo/harbour-logo.svg',
    hero: '/media/demo/harbour-hero.svg',
    title: { vi: 'Tiếng Pháp bên bến cảng', en: 'French by the harbour' },
    subtitle: { vi: 'Trò chuyện trước, ngữ pháp sau.', en: 'Conversation first, grammar after.' },
    bio: {
      vi: 'Một trường nhỏ ở Bristol, dạy tiếng Pháp cho người lớn.',
      en: 'A small school in Bristol that teaches French to grown-ups.',
    },
    social: [],
  },
  contact: {
    email: 'bonjour@harbour.example',
    address: { vi: 'Welsh Back 4, Bristol', en: '4 Welsh Back, Bristol' },
  },
  events: [
    {
      slug: 'trial-lesson',
      owner: 'grace',
      hosts: ['grace'],
      title: { vi: 'Buổi học thử', en: 'First conversation' },
      description: { vi: 'Hai mươi phút làm quen.', en: 'Twenty minutes to get to know each other.' },
      length: 20,
      interval: 20,
      schedulingType: null,
      price: 0,
      currency: 'EUR',
      notice: 60,
      periodDays: 60,
      place: { kind: 'online', url: 'https://meet.example.com/harbour' },
    },
    {
      slug: 'saturday-table',
      owner: 'grace',
      hosts: [],
      title: { vi: 'Bàn trò chuyện thứ Bảy', en: 'Saturday table' },
      description: {
        vi: 'Trò chuyện tiếng Pháp quanh một chiếc bàn.',
        en: 'French around one table, with croissants.',
      },
      length: 90,
      schedulingType: null,
      seatLimit: 5,
      price: 1200,
      currency: 'EUR',
      refundWindowHours: 48,
      courseId: 'c_table',
      place: { kind: 'address', text: { vi: 'Welsh Back 4, Bristol', en: '4 Welsh Back, Bristol' } },
      weekly: { day: 'SA', time: '11:00', timeZone: 'Europe/London' },
    },
  ],
  courses: [{ id: 'c_table', title: 'Saturday table', description: 'Conversation' }],
};

export const DEMO_SCHOOLS: readonly DemoSchool[] = [LOTUS, HARBOUR];
