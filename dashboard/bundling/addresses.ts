/** Where the server serves the built files. */
export const ASSETS_PREFIX = '/dashboard/assets/';

/** The module that the document loads, below the dashboard's folder. */
export const ENTRY = 'src/main.tsx';
