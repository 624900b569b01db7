/** Every page by its name: its title and its component. */
import type { ComponentType } from 'preact';
import type { PageEnv } from './components/page-env.tsx';
import { plainText } from './markdown.ts';
import type { PageName, PageProps } from './view-models.ts';
import { Booking } from './views/booking.tsx';
import { BookingForm } from './views/booking-form.tsx';
import { Cancel } from './views/cancel.tsx';
import { ErrorPage } from './views/error.tsx';
import { Landing } from './views/landing.tsx';
import { Lesson } from './views/lesson.tsx';
import { MailList, MailMessage } from './views/mail.tsx';
import { MyBookings } from './views/my-bookings.tsx';
import { Platform } from './views/platform.tsx';
import { Reschedule } from './views/reschedule.tsx';
import { SignIn } from './views/sign-in.tsx';
import { Verify } from './views/verify.tsx';
import { Workshop } from './views/workshop.tsx';

export interface Page<Props> {
  view: ComponentType<Props>;
  /** Without the school's name, which follows by itself. */
  title: (props: Props, env: PageEnv) => string;
  /** For search engines and link previews. */
  description?: (props: Props) => string | undefined;
  /** Only pages that everyone may find are indexed. */
  indexed?: (props: Props) => boolean;
  /** Seconds after which the page loads itself again where there is no JavaScript to do better. */
  refreshSeconds?: (props: Props) => number | undefined;
}

const eventTitle = ({ event }: { event: { title: string } }) => event.title;
const eventDescription = ({ event }: { event: { description?: string | undefined } }) =>
  event.description === undefined ? undefined : plainText(event.description, 160);

export const pages: { [Name in PageName]: Page<PageProps[Name]> } = {
  landing: {
    view: Landing,
    title: (props, { t }) => (props.state === 'unpublished' ? t.landing.unpublishedTitle : props.title),
    description: (props) => props.subtitle,
    indexed: (props) => props.state === 'published',
  },
  lesson: { view: Lesson, title: eventTitle, description: eventDescription, indexed: () => true },
  workshop: { view: Workshop, title: eventTitle, description: eventDescription, indexed: () => true },
  'booking-form': { view: BookingForm, title: (props, { t }) => `${t.form.title} – ${props.event.title}` },
  booking: {
    view: Booking,
    title: (props, { t }) => t.booking.pageTitle(props.event.title),
    refreshSeconds: (props) => (props.state === 'payment_expected' ? 5 : undefined),
  },
  cancel: { view: Cancel, title: (props, { t }) => t.cancel.pageTitle(props.booking.event.title) },
  reschedule: {
    view: Reschedule,
    title: (props, { t }) => t.reschedule.pageTitle(props.booking.event.title),
  },
  'sign-in': { view: SignIn, title: (_, { t }) => t.signIn.title },
  verify: {
    view: Verify,
    title: ({ step, purpose }, { t }) =>
      step === 'code'
        ? t.verify.codeTitle
        : step === 'failed'
          ? t.verify.failedTitle
          : purpose === 'sign_in'
            ? t.verify.linkSignInTitle
            : t.verify.linkTitle,
  },
  'my-bookings': { view: MyBookings, title: (_, { t }) => t.mine.title },
  error: { view: ErrorPage, title: (props, { t }) => t.errors[props.kind].title },
  platform: { view: Platform, title: (_, { t }) => t.platform.title },
  'mail-list': { view: MailList, title: (_, { t }) => t.mail.title },
  'mail-message': { view: MailMessage, title: (props, { t }) => props.subject || t.mail.noSubject },
};
