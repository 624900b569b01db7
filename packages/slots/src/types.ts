/** A value that may be missing; database rows say `null`, callers leave it out. */
type Maybe<T> = T | null | undefined;

/** `null`: one host. With several hosts it means the same as `COLLECTIVE`. */
export type SchedulingType = null | 'COLLECTIVE' | 'ROUND_ROBIN';

export type PeriodType = 'UNLIMITED' | 'ROLLING' | 'ROLLING_WINDOW' | 'RANGE';

/** Weekly hours: `days` 0–6 (0 is Sunday), `start` and `end` as `HH:MM` on the host's clock; `23:59` as an end is midnight. */
export interface WeeklyHours {
  readonly days: readonly number[];
  readonly start: string;
  readonly end: string;
}

/** Hours of one date (`YYYY-MM-DD`), in place of that day's weekly hours; `start` equal to `end` closes the day. */
export interface DateOverride {
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

export type AvailabilityRow = WeeklyHours | DateOverride;

/** Taken time, `[start, end)` in epoch milliseconds. */
export interface BusyInterval {
  readonly start: number;
  readonly end: number;
}

/** Between two local dates, both included (no `endDate`: for good), the host's hours are read in another zone. Of an instant the UTC date counts. */
export interface TravelSchedule {
  readonly startDate: string;
  readonly endDate?: Maybe<string>;
  readonly timeZone: string;
}

export interface Host {
  /** IANA zone of the host's hours. */
  readonly timeZone: string;
  readonly availability: readonly AvailabilityRow[];
  /** In any order; intervals may overlap. */
  readonly busy: readonly BusyInterval[];
  /** In a round robin: this host has to be free at every start. */
  readonly isFixed?: Maybe<boolean>;
  readonly travelSchedules?: Maybe<readonly TravelSchedule[]>;
}

/** What `canStartAt` needs: everything but the window. */
export interface StartRequest {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone of the person who books: grids are aligned and days are counted in it. */
  readonly inviteeTz: string;
  readonly schedulingType?: SchedulingType | undefined;
  /** Minutes, whole and positive, like all the durations below. */
  readonly length: number;
  /** Minutes between starts; absent or 0: `length`. */
  readonly interval?: Maybe<number>;
  readonly offsetStart?: Maybe<number>;
  /** Move a range's first start to the grid only where that costs no slot. */
  readonly optimized?: Maybe<boolean>;
  readonly minimumBookingNotice?: Maybe<number>;
  readonly beforeBuffer?: Maybe<number>;
  readonly afterBuffer?: Maybe<number>;
  /** Default `UNLIMITED`. */
  readonly periodType?: Maybe<PeriodType>;
  /** Required for `ROLLING` and `ROLLING_WINDOW`. */
  readonly periodDays?: Maybe<number>;
  /** Required for `RANGE`: local dates of `inviteeTz`, `YYYY-MM-DD`, both included. */
  readonly periodStartDate?: Maybe<string>;
  readonly periodEndDate?: Maybe<string>;
  readonly hosts: readonly Host[];
}

export interface SlotRequest extends StartRequest {
  /** The window, epoch milliseconds: a slot's start and end both lie inside it. */
  readonly startTime: number;
  readonly endTime: number;
}

export interface SlotWithHosts {
  /** Epoch milliseconds. */
  readonly start: number;
  /** Indices into `request.hosts`, ascending, of those who are free for the whole length; fixed ones included. */
  readonly hosts: number[];
}

/**
 * `available`: there is a slot. `in_past`: the day's hours are over. `closed`: no hours that all needed hosts share and that are
 * long enough. `outside_period`: the period does not allow the day. `too_soon`: what is left of the day lies
 * within the booking notice. `fully_booked`: there are hours, and busy times or buffers take them.
 */
export type DayReason = 'available' | 'closed' | 'fully_booked' | 'too_soon' | 'in_past' | 'outside_period';

export interface DayExplanation {
  /** Local date of `inviteeTz`, `YYYY-MM-DD`. */
  readonly date: string;
  readonly reason: DayReason;
}

/** `closed`: outside the hours of the hosts who are needed; `busy`: within them, but taken. */
export type StartRefusal =
  'not_whole_minute' | 'off_grid' | 'in_past' | 'too_soon' | 'outside_period' | 'closed' | 'busy';

/** `hosts`: indices into `request.hosts` of those who are free; for one host or a collective, all of them. */
export type StartCheck =
  { readonly ok: true; readonly hosts: number[] } | { readonly ok: false; readonly reason: StartRefusal };
