/**
 * What each public page shows, as plain data. Whoever serves a page fills these in; the pages themselves read
 * nothing but their props and the context. Texts arrive in the reader's language already (see `textIn`).
 */
import type { Locale } from '#platform/locale.ts';

/** An instant as ISO 8601 in UTC, e.g. `2026-11-25T07:00:00Z`. */
export type Instant = string;
/** A calendar day, `YYYY-MM-DD`, in the visitor's zone. */
export type LocalDate = string;
/** Minor units and an ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

export interface SchoolView {
  name: string;
  /** As the school set it; anything but a hex colour is ignored. */
  primaryColor: string;
  logoUrl?: string | undefined;
  timeZone: string;
  address?: string | undefined;
  email?: string | undefined;
}

export interface PageContext {
  locale: Locale;
  /** Absent on the platform's own pages. */
  school?: SchoolView | undefined;
  /** The zone in which times are shown; `school` means nothing is known of the visitor's own. */
  zone: { id: string; source: 'query' | 'cookie' | 'school' };
  /** Path and query of this page for a GET; language and zone links are made from it. */
  url: string;
  /** The request's Content-Security-Policy nonce. */
  nonce: string;
  now: Instant;
  signedInAs?: { name: string } | undefined;
  /** Written into each POST form as `_csrf`, where the server uses such a token. */
  csrfToken?: string | undefined;
}

export interface TeacherView {
  id: string;
  name: string;
  photoUrl?: string | undefined;
  timeZone: string;
  /** One line, e.g. "IELTS speaking, beginners". */
  headline?: string | undefined;
}

export type EventKind = 'lesson' | 'workshop';

export interface EventCard {
  slug: string;
  kind: EventKind;
  title: string;
  summary?: string | undefined;
  lengthMinutes: number;
  /** null: free. For one seat. */
  price: Money | null;
  whitelistOnly: boolean;
  /** The next session (workshops) or next free time (lessons). */
  next?: { start: Instant; seatsLeft?: number | undefined } | undefined;
}

export interface SocialLink {
  /** `facebook`, `youtube`, `zalo`, … or any label. Links that are not http(s) or mailto are left out. */
  kind: string;
  url: string;
}

export interface LandingProps {
  /** Unpublished pages show a quiet notice to visitors; staff see the page with a preview notice. */
  state: 'published' | 'unpublished' | 'preview';
  title: string;
  subtitle?: string | undefined;
  heroImageUrl?: string | undefined;
  /** Markdown. */
  teacherBio?: string | undefined;
  teachers: TeacherView[];
  events: EventCard[];
  socialLinks: SocialLink[];
}

export type PlaceView =
  | { kind: 'online'; url?: string | undefined }
  | { kind: 'address'; text: string }
  | { kind: 'phone'; text: string };

export interface EventView {
  slug: string;
  kind: EventKind;
  title: string;
  /** Markdown. */
  description?: string | undefined;
  lengthMinutes: number;
  price: Money | null;
  /** null: never refunded; 0: until the start. Meaningless when free. */
  refundWindowHours: number | null;
  whitelistOnly: boolean;
  /** Several teachers teach it together, rather than one of them. */
  collective: boolean;
  teachers: TeacherView[];
  place?: PlaceView | undefined;
}

/** A day of the month calendar; `reason` is null where times are free. */
export interface CalendarDay {
  date: LocalDate;
  free: number;
  reason: 'closed' | 'fully_booked' | 'too_soon' | 'in_past' | 'outside_period' | null;
}

export interface CalendarView {
  /** `YYYY-MM`, and all of its days, in the visitor's zone. */
  month: string;
  days: CalendarDay[];
  /** The first free day after this month. */
  nextFree: LocalDate | null;
  /** The day whose times are shown; null where the month has none that is free and none was asked for. */
  date: LocalDate | null;
  times: Instant[];
  /** Today, and the last day that can be looked at. */
  first: LocalDate;
  last: LocalDate;
}

export interface LessonProps {
  event: EventView;
  calendar: CalendarView;
  /** Set where the visitor may choose a teacher; `selected` absent means any. */
  teacherChoice?: { selected?: string | undefined } | undefined;
}

export type SessionState = 'open' | 'full' | 'past' | 'too_soon' | 'cancelled';

export interface SessionView {
  number: number;
  start: Instant;
  end: Instant;
  seatsLeft: number;
  seatLimit: number;
  state: SessionState;
  teacherName?: string | undefined;
}

export interface WorkshopProps {
  event: EventView;
  sessions: SessionView[];
  /** Addresses of further pages of sessions. */
  laterUrl?: string | undefined;
  earlierUrl?: string | undefined;
}

export interface ChoiceView {
  start: Instant;
  end: Instant;
  sessionNumber?: number | undefined;
  /** The chosen teacher's id and name; absent: any. */
  teacher?: { id: string; name: string } | undefined;
}

export interface AttendeeValues {
  name: string;
  email: string;
}

export type FieldErrorCode =
  'required' | 'email_invalid' | 'too_long' | 'control_characters' | 'duplicate_email';

export type RefusalView =
  | { code: 'slot_taken'; alternatives: Instant[] }
  | { code: 'fully_booked'; seatsLeft: number; sessions: SessionView[] }
  | { code: 'not_whitelisted'; email?: string | undefined }
  | { code: 'verification_required'; signInUrl: string; email: string }
  | { code: 'too_soon' }
  | { code: 'not_available' }
  | { code: 'payment_unavailable' }
  | { code: 'too_many_holds' };

export interface BookingFormProps {
  event: EventView;
  choice: ChoiceView;
  /** One entry for each seat, the booker first. */
  attendees: AttendeeValues[];
  maxSeats: number;
  /** Keys are the inputs' names: `attendees.0.name`, `attendees.1.email`. */
  errors: Readonly<Record<string, FieldErrorCode>>;
  idempotencyKey: string;
  /** For all seats; null: free. */
  total: Money | null;
  refusal?: RefusalView | undefined;
  /** The booker has just shown that the address is theirs. */
  addressProved?: boolean | undefined;
}

export type BookingState = 'confirmed' | 'awaiting_payment' | 'payment_expected' | 'expired' | 'cancelled';

export interface BookingPageProps {
  uid: string;
  /**
   * `payment_expected`: the visitor has come back from Checkout and the payment's notice is awaited (the page
   * refreshes itself); `awaiting_payment`: the place is held, nothing paid yet.
   */
  state: BookingState;
  event: { slug: string; title: string; kind: EventKind };
  start: Instant;
  end: Instant;
  sessionNumber?: number | undefined;
  teachers: { name: string; photoUrl?: string | undefined }[];
  attendees: AttendeeValues[];
  place?: PlaceView | undefined;
  total: Money | null;
  paid: boolean;
  refund?: { amount: Money; state: 'pending' | 'done' | 'failed' } | undefined;
  refundWindowHours: number | null;
  payUrl?: string | undefined;
  holdExpiresAt?: Instant | undefined;
  icsUrl?: string | undefined;
  /** What the visitor has just done here, said once above the rest. */
  done?: 'moved' | 'cancelled' | undefined;
  /** It is at another time than the one it was booked for. */
  moved?: boolean | undefined;
  /** Who cancelled it, and why if they said so. */
  cancelled?: { by: 'student' | 'school'; reason?: string | undefined } | undefined;
  /** Absent for those who only look, such as staff; an address is absent where that cannot be done any more. */
  manage?: { cancelUrl?: string | undefined; rescheduleUrl?: string | undefined } | undefined;
  /** Shown where the school takes part in an LMS: whether the enrollment has arrived there. */
  enrolled?: boolean | undefined;
}

/** A booking in short, above what is about to be done with it. */
export interface BookingBrief {
  /** Its own page, with the visitor's key where that came with one. */
  url: string;
  event: { slug: string; title: string; kind: EventKind };
  start: Instant;
  end: Instant;
  sessionNumber?: number | undefined;
  teacherName: string;
  seats: number;
  total: Money | null;
  paid: boolean;
}

export interface CancelProps {
  booking: BookingBrief;
  /** Where the form is posted to. */
  action: string;
  rescheduleUrl?: string | undefined;
  idempotencyKey: string;
  refund: {
    rule: 'free' | 'unpaid' | 'never' | 'inside_window' | 'window_closed';
    /** What comes back if it is cancelled now. */
    amount: Money | null;
    windowClosesAt?: Instant | undefined;
  };
  /** Set where it cannot be cancelled (any more): the page says so instead of asking. */
  refused?: 'past' | 'not_active' | undefined;
}

export type MoveRefusal =
  'past' | 'not_active' | 'same_time' | 'taken' | 'full' | 'too_soon' | 'not_available';

export interface MoveTarget {
  start: Instant;
  end: Instant;
  sessionNumber?: number | undefined;
  seatsLeft?: number | undefined;
}

/** A day to move to; `reason` says why it has no times. */
export interface MoveDay {
  date: LocalDate;
  starts: Instant[];
  reason: CalendarDay['reason'];
}

/** The times to choose from, the question before it is done, or neither where it cannot be moved at all. */
export type RescheduleStep =
  | {
      name: 'lesson';
      /** Seven days in the visitor's zone. */
      days: MoveDay[];
      previousWeek?: LocalDate | undefined;
      nextWeek?: LocalDate | undefined;
      nextFreeDay?: LocalDate | undefined;
      /** Set where another teacher could teach it too; `only`: the times shown are this one's. */
      teacher?: { name: string; only: boolean } | undefined;
    }
  | {
      name: 'workshop';
      sessions: SessionView[];
      laterUrl?: string | undefined;
      earlierUrl?: string | undefined;
    }
  | {
      name: 'confirm';
      target: MoveTarget;
      teacherUid?: string | undefined;
      idempotencyKey: string;
      /** Until when money would come back after the move; null: it would not any more. Absent where that is no question. */
      refundUntil?: Instant | null | undefined;
    }
  | { name: 'closed' };

export interface RescheduleProps {
  booking: BookingBrief;
  /** The page with the choices, where the form is posted to as well. */
  action: string;
  step: RescheduleStep;
  refusal?: { code: MoveRefusal; alternatives: MoveTarget[] } | undefined;
}

export interface SignInProps {
  /** A path on this host; anything else is dropped. */
  next: string;
  email: string;
  error?: 'invalid_credentials' | 'email_invalid' | 'rate_limited' | undefined;
  /** Development only: accounts to try. */
  demoAccounts?: { role: string; email: string; password: string }[] | undefined;
}

export type VerifyProps = { purpose: 'verification' | 'sign_in' } & (
  | {
      /** A mailed code is asked for. */
      step: 'code';
      email: string;
      /** Where the form posts to: a path on this host. */
      action: string;
      /** What was typed before, carried along: names and values. */
      hidden: [name: string, value: string][];
      /** The code that was entered is not good. */
      failed: boolean;
      mayGoBack: boolean;
    }
  /** A mailed link was opened and wants one click; `visit` marks this page. */
  | { step: 'link'; email: string; token: string; visit: string }
  /** A mailed link that is not good (any more). */
  | { step: 'failed' }
);

export interface BookingRow {
  url: string;
  title: string;
  start: Instant;
  end: Instant;
  state: BookingState;
  seats: number;
}

export interface MyBookingsProps {
  name: string;
  tab: 'upcoming' | 'past';
  bookings: BookingRow[];
  newerUrl?: string | undefined;
  olderUrl?: string | undefined;
}

export interface ErrorPageProps {
  kind: 'not_found' | 'no_school' | 'too_many_requests' | 'forbidden' | 'server_error' | 'unavailable';
  /** Shown so that it can be quoted to the school. */
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
}

export interface PlatformProps {
  /** Development only. */
  schools: { name: string; url: string; logoUrl?: string | undefined; tagline?: string | undefined }[];
  mailboxUrl?: string | undefined;
  apiDocsUrl?: string | undefined;
}

export interface MailListProps {
  messages: { url: string; to: string; subject: string; sentAt: Instant; attachments: number }[];
}

export interface MailMessageProps {
  listUrl: string;
  subject: string;
  from: string;
  to: string;
  sentAt: Instant;
  text?: string | undefined;
  /** Where the HTML part is served from by itself, to be shown in a sandboxed frame. */
  htmlUrl?: string | undefined;
  attachments: { name: string; url: string; bytes: number }[];
}

export interface PageProps {
  landing: LandingProps;
  lesson: LessonProps;
  workshop: WorkshopProps;
  'booking-form': BookingFormProps;
  booking: BookingPageProps;
  cancel: CancelProps;
  reschedule: RescheduleProps;
  'sign-in': SignInProps;
  verify: VerifyProps;
  'my-bookings': MyBookingsProps;
  error: ErrorPageProps;
  platform: PlatformProps;
  'mail-list': MailListProps;
  'mail-message': MailMessageProps;
}

export type PageName = keyof PageProps;
