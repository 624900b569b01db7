/** Every page in every state, in both languages: what the preview shows and the tests render. */
import { LOCALES } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import type { ErrorPageProps, PageContext, PageName, PageProps } from '../view-models.ts';
import { bookings, formWithErrors, lessonForm, myBookings, refusals, workshopForm } from './booking.ts';
import { emptyDay, emptyMonth, landing, lesson, workshopPage } from './choosing.ts';
import { cancellations, moves } from './manage.ts';
import { contextFor, NOW, say } from './school.ts';

export interface Sample<Name extends PageName = PageName> {
  id: string;
  name: Name;
  props: PageProps[Name];
  context: PageContext;
}

export function samplesIn(locale: Locale): Sample[] {
  const samples: Sample[] = [];
  const add = <Name extends PageName>(
    id: string,
    name: Name,
    props: PageProps[Name],
    context: Partial<PageContext> = {},
  ) => {
    samples.push({ id, name, props, context: contextFor(locale, `/${locale}/${id}`, context) });
  };
  const away = { zone: { id: 'America/Los_Angeles', source: 'query' } } as const;
  const unknown = { zone: { id: 'Asia/Ho_Chi_Minh', source: 'school' } } as const;
  const signedIn = { signedInAs: { name: 'Thiên Kim' } };
  const platform = { school: undefined };

  add('landing', 'landing', landing(locale), unknown);
  add(
    'landing-signed-in',
    'landing',
    { ...landing(locale), heroImageUrl: undefined, state: 'preview' },
    signedIn,
  );
  add('landing-empty', 'landing', { ...landing(locale), events: [], teachers: [], teacherBio: undefined });
  add('landing-unpublished', 'landing', { ...landing(locale), state: 'unpublished' });
  add('lesson', 'lesson', lesson(locale), unknown);
  add('lesson-away', 'lesson', lesson(locale), away);
  add('lesson-empty', 'lesson', emptyMonth(locale));
  add('lesson-empty-day', 'lesson', emptyDay(locale));
  const { event, calendar } = emptyMonth(locale);
  add('lesson-nothing', 'lesson', { event, calendar: { ...calendar, nextFree: null } });
  add('workshop', 'workshop', workshopPage(locale));
  add('workshop-empty', 'workshop', { event: workshopPage(locale).event, sessions: [] });
  add('form-lesson', 'booking-form', lessonForm(locale));
  add('form-workshop', 'booking-form', workshopForm(locale), away);
  add('form-errors', 'booking-form', formWithErrors(locale));
  for (const [id, props] of Object.entries(refusals(locale))) add(`form-${id}`, 'booking-form', props);
  for (const [id, props] of Object.entries(bookings(locale))) add(`booking-${id}`, 'booking', props, away);
  for (const [id, props] of Object.entries(cancellations(locale))) add(`cancel-${id}`, 'cancel', props, away);
  for (const [id, props] of Object.entries(moves(locale))) add(`reschedule-${id}`, 'reschedule', props);
  add('sign-in', 'sign-in', {
    next: '/me',
    email: '',
    demoAccounts: [
      {
        role: say(locale, 'Quản trị', 'Administrator'),
        email: 'admin@lotus.example',
        password: 'lotus-demo',
      },
      { role: say(locale, 'Học viên', 'Student'), email: 'student@lotus.example', password: 'lotus-demo' },
    ],
  });
  add('sign-in-error', 'sign-in', { next: '/me', email: 'kim@example.com', error: 'invalid_credentials' });
  add('sign-in-limited', 'sign-in', { next: '/me', email: 'kim@example.com', error: 'rate_limited' });
  add('sign-in-no-address', 'sign-in', { next: '/me', email: 'kim', error: 'email_invalid' });
  const email = 'thien.kim.nguyen.pham.hoang@example.com';
  const code = {
    step: 'code',
    email,
    hidden: [['seats', '1']] as [string, string][],
    failed: false,
  } as const;
  const proving = {
    ...code,
    purpose: 'verification',
    action: '/e/advanced-circle/verify',
    mayGoBack: true,
  } as const;
  add('verify-code', 'verify', proving);
  add('verify-code-failed', 'verify', { ...proving, failed: true });
  add('verify-sign-in', 'verify', { ...code, purpose: 'sign_in', action: '/sign-in/code', mayGoBack: false });
  add('verify-link', 'verify', {
    step: 'link',
    purpose: 'verification',
    email,
    token: 'token',
    visit: 'visit',
  });
  add('verify-link-sign-in', 'verify', {
    step: 'link',
    purpose: 'sign_in',
    email,
    token: 'token',
    visit: 'visit',
  });
  add('verify-link-failed', 'verify', { step: 'failed', purpose: 'verification' });
  add('me', 'my-bookings', myBookings(locale), signedIn);
  add('me-empty', 'my-bookings', { name: 'Thiên Kim', tab: 'upcoming', bookings: [] }, signedIn);
  add('me-past-empty', 'my-bookings', { name: 'Thiên Kim', tab: 'past', bookings: [] }, signedIn);
  const kinds: ErrorPageProps['kind'][] = [
    'not_found',
    'too_many_requests',
    'forbidden',
    'server_error',
    'unavailable',
  ];
  for (const kind of kinds) {
    add(`error-${kind}`, 'error', {
      kind,
      requestId: 'req-7f3a',
      retryAfterSeconds: kind === 'too_many_requests' ? 42 : undefined,
    });
  }
  add('error-no_school', 'error', { kind: 'no_school' }, platform);
  add(
    'platform',
    'platform',
    {
      schools: [
        {
          name: 'Lotus Language School',
          url: 'http://lotus.localhost:3000/',
          logoUrl: '/assets/demo/lotus-logo.svg',
          tagline: say(locale, 'Tiếng Anh tại Thành phố Hồ Chí Minh', 'English in Ho Chi Minh City'),
        },
        {
          name: 'Harbour English',
          url: 'http://harbour.localhost:3000/',
          logoUrl: '/assets/demo/harbour-logo.svg',
          tagline: say(locale, 'Tiếng Anh bên bờ biển', 'English by the sea'),
        },
      ],
      mailboxUrl: '/dev/mail',
      apiDocsUrl: '/docs',
    },
    platform,
  );
  add('platform-live', 'platform', { schools: [] }, platform);
  const subject = say(
    locale,
    'Xác nhận: Buổi học thử, thứ Tư 25 tháng 11',
    'Confirmed: Trial lesson, Wednesday November 25',
  );
  add(
    'mail-list',
    'mail-list',
    {
      messages: [
        {
          url: '/dev/mail/1',
          to: 'thien.kim.nguyen.pham.hoang@example.com',
          subject,
          sentAt: NOW,
          attachments: 1,
        },
        { url: '/dev/mail/2', to: 'lan@lotus.example', subject: '', sentAt: NOW, attachments: 0 },
      ],
    },
    platform,
  );
  add('mail-list-empty', 'mail-list', { messages: [] }, platform);
  add(
    'mail-message',
    'mail-message',
    {
      listUrl: '/dev/mail',
      subject,
      from: 'Lotus Language School <booking@lotus.example>',
      to: 'thien.kim.nguyen.pham.hoang@example.com',
      sentAt: NOW,
      text: say(locale, 'Xin chào Kim,\n\nBạn đã đặt lịch thành công.', 'Hello Kim,\n\nYou are booked.'),
      htmlUrl: '/sample-mail.html',
      attachments: [{ name: 'invite.ics', url: '/dev/mail/1/attachments/0', bytes: 912 }],
    },
    platform,
  );
  return samples;
}

export function allSamples(): Sample[] {
  return LOCALES.flatMap(samplesIn);
}
