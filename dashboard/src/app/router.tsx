import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { bookingsRoutes } from '../features/bookings/routes.ts';
import { NotFound } from './not-found.tsx';
import { rootRoute } from './root-route.ts';
import { RouteError } from './route-error.tsx';
import { parseSearch, stringifySearch } from './search-params.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => redirect({ to: '/bookings', replace: true, throw: true }),
});

/** A feature adds its routes here and its entry to navigation.ts. */
const routeTree = rootRoute.addChildren([homeRoute, bookingsRoutes]);

export const router = createRouter({
  routeTree,
  basepath: '/dashboard',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
