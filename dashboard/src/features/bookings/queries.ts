import type { BookingBody, BookingDetailsBody, EventTypeBody } from '@lessonry/api-contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.ts';
import type { Locale } from '../../i18n/texts.ts';
import type { toListQuery } from './booking-search.ts';

export type BookingListBody = { bookings: BookingBody[]; nextCursor: string | null };
type ListQuery = ReturnType<typeof toListQuery>;

/** One page; while another is fetched, the last one stays to be read. */
export const bookingsQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ['bookings', query],
    queryFn: ({ signal }): Promise<BookingListBody> =>
      bodyOf(api.GET('/api/v1/bookings', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const bookingQuery = (uid: string) =>
  queryOptions({
    queryKey: ['booking', uid],
    queryFn: ({ signal }): Promise<BookingDetailsBody> =>
      bodyOf(api.GET('/api/v1/bookings/{uid}', { params: { path: { uid } }, signal })),
  });

/** Titles come in the reader's language, which the server knows by the cookie; hence a cache for each language. */
export const eventTypesQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ['event-types', locale],
    queryFn: async ({ signal }): Promise<EventTypeBody[]> =>
      (await bodyOf(api.GET('/api/v1/event-types', { signal }))).eventTypes,
    staleTime: 5 * 60_000,
  });

/** Whether the school has any booking at all: an empty list does not tell. */
export const anyBookingQuery = queryOptions({
  queryKey: ['bookings', 'any'],
  queryFn: async ({ signal }): Promise<boolean> =>
    (await bodyOf(api.GET('/api/v1/bookings', { params: { query: { limit: 1 } }, signal }))).bookings.length >
    0,
});
