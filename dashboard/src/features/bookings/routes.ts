import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root-route.ts';
import { parseBookingSearch } from './booking-search.ts';

/** List and details share the filters in the address, so that the way back keeps them. */
const bookingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bookings',
  validateSearch: parseBookingSearch,
});

const listRoute = createRoute({
  getParentRoute: () => bookingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./bookings-page.tsx'), 'BookingsPage'),
});

const detailsRoute = createRoute({
  getParentRoute: () => bookingsRoute,
  path: '/$uid',
  component: lazyRouteComponent(() => import('./booking-page.tsx'), 'BookingPage'),
});

export const bookingsRoutes = bookingsRoute.addChildren([listRoute, detailsRoute]);
