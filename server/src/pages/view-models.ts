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

export interface SlotView {
  start: Instant;
  seatsLeft?: number | undefined;
}

/** Why a day has no free time. */
export type EmptyDayReason = 'past' | 'too_soon' | 'too_far' | 'closed' | 'taken';

export interface DayView {
  date: LocalDate;
  slots: SlotView[];
  emptyReason?: EmptyDayReason | undefined;
}

export interface LessonProps {
  event: EventView;
  /** Seven days in the visitor's zone. */
  days: DayView[];
  /** First days of the weeks before and after, where those may hold free times. */
  previousWeek?: LocalDate | undefined;
  nextWeek?: LocalDate | undefined;
  /** The first day with a free time after this week's, or of this week where it has one. */
  nextFreeDay?: LocalDate | undefined;
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
  | { code: 'verification_required'; signInUrl: string }
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
  /** Shown where the school takes part in an LMS: whether the enrollment has arrived there. */
  enrolled?: boolean | undefined;
}

export interface SignInProps {
  /** A path on this host; anything else is dropped. */
  next: string;
  email: string;
  error?: 'invalid_credentials' | 'rate_limited' | undefined;
  /** Development only: accounts to try. */
  demoAccounts?: { role: string; email: string; password: string }[] | undefined;
}

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
  'sign-in': SignInProps;
  'my-bookings': MyBookingsProps;
  error: ErrorPageProps;
  platform: PlatformProps;
  'mail-list': MailListProps;
  'mail-message': MailMessageProps;
}

export type PageName = keyof PageProps;
