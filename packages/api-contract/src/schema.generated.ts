// Made from openapi.json: node server/src/api-document.ts
export interface paths {
    "/api/v1/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The school's bookings (a teacher's own) */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    eventType?: string;
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    from?: string;
                    limit?: number;
                    order?: "soonest" | "latest";
                    /** @description Part of an attendee's name or address */
                    q?: string;
                    status?: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
                    /** @description IANA time zone */
                    timeZone?: string;
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BookingList"];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Book a lesson or seats of a workshop session
         * @description Free events are CONFIRMED at once; paid ones are PENDING until they are paid at checkoutUrl, or expiresAt.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "idempotency-key"?: string;
                    "verification-proof"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateBookingInput"];
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BookingCreated"];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One booking: with its manage link's token, or signed in */
        get: {
            parameters: {
                query?: {
                    token?: string;
                };
                header?: never;
                path: {
                    uid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BookingDetails"];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{uid}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The confirmed booking as a calendar file (text/calendar) */
        get: {
            parameters: {
                query?: {
                    token?: string;
                };
                header?: never;
                path: {
                    uid: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{uid}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a booking
         * @description Money goes back by the window fixed into the booking, which `GET` shows as `cancellation`; in full when the school's people cancel.
         */
        post: {
            parameters: {
                query?: {
                    token?: string;
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    uid: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CancelBookingInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BookingDetails"];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bookings/{uid}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a booking to another time of the same event */
        post: {
            parameters: {
                query?: {
                    token?: string;
                };
                header?: {
                    "idempotency-key"?: string;
                };
                path: {
                    uid: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RescheduleBookingInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BookingDetails"];
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the school offers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventTypeList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event type */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventType"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{slug}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many times a lesson has free on each day, and why it has none */
        get: {
            parameters: {
                query: {
                    /** @description Local date in timeZone */
                    from: string;
                    /** @description Only times of this host */
                    host?: string;
                    /** @description IANA time zone */
                    timeZone?: string;
                    /** @description Local date, included; at most 62 days */
                    to: string;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayList"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{slug}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sessions of a workshop */
        get: {
            parameters: {
                query: {
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    from: string;
                    /** @description IANA time zone */
                    timeZone?: string;
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    to: string;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionList"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-types/{slug}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When a lesson can start */
        get: {
            parameters: {
                query: {
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    from: string;
                    /** @description Only times of this host */
                    host?: string;
                    /** @description IANA time zone */
                    timeZone?: string;
                    /** @description Instant, or local date in timeZone (from: its first instant, to: the end of that day) */
                    to: string;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SlotList"];
                    };
                };
                /** @description Default Response */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in with address and password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignInInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Default Response */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a code and a link mailed to an address
         * @description Always the same answer, whoever has the address and whether or not anything is mailed.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestVerificationInput"];
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VerificationAccepted"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the address with the code or the token of the link */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfirmVerificationInput"];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VerificationConfirmed"];
                    };
                };
                /** @description Default Response */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Booking: {
            attendees: {
                email: string;
                name: string;
            }[];
            cancelReason: string | null;
            checkoutUrl: string | null;
            createdAt: string;
            end: string;
            /** @example trial-lesson */
            eventType: string;
            expiresAt: string | null;
            host: {
                name: string;
                /** @description Public identifier */
                uid: string;
            };
            /** @enum {string} */
            locale: "vi" | "en";
            paid: boolean;
            price: components["schemas"]["Money"];
            refundWindowHours: number | null;
            seats: number;
            sessionNumber: number | null;
            start: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            timeZone: string;
            title: string;
            /** @description Public identifier */
            uid: string;
        };
        BookingCreated: {
            /** @description Where to pay, when PENDING */
            checkoutUrl?: string;
            /** @description Until when the place is held, when PENDING */
            expiresAt?: string;
            /** @description The booking's page; holds the token */
            manageUrl: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            /** @description Public identifier */
            uid: string;
        };
        BookingCreatedInput: {
            /** @description Where to pay, when PENDING */
            checkoutUrl?: string;
            /** @description Until when the place is held, when PENDING */
            expiresAt?: string;
            /** @description The booking's page; holds the token */
            manageUrl: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            /** @description Public identifier */
            uid: string;
        };
        BookingDetails: {
            attendees: {
                email: string;
                name: string;
            }[];
            cancellation: components["schemas"]["Cancellation"];
            cancelledBy: ("student" | "school") | null;
            cancelReason: string | null;
            checkoutUrl: string | null;
            createdAt: string;
            end: string;
            /** @example trial-lesson */
            eventType: string;
            expiresAt: string | null;
            host: {
                name: string;
                /** @description Public identifier */
                uid: string;
            };
            /** @enum {string} */
            locale: "vi" | "en";
            paid: boolean;
            price: components["schemas"]["Money"];
            refunds: components["schemas"]["Refund"][];
            refundWindowHours: number | null;
            seats: number;
            /** @description Grows with each change; calendar files carry it */
            sequence: number;
            sessionNumber: number | null;
            start: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            timeZone: string;
            title: string;
            /** @description For staff */
            trail?: components["schemas"]["BookingTrail"];
            /** @description Public identifier */
            uid: string;
        };
        BookingDetailsInput: {
            attendees: {
                email: string;
                name: string;
            }[];
            cancellation: components["schemas"]["CancellationInput"];
            cancelledBy: ("student" | "school") | null;
            cancelReason: string | null;
            checkoutUrl: string | null;
            createdAt: string;
            end: string;
            /** @example trial-lesson */
            eventType: string;
            expiresAt: string | null;
            host: {
                name: string;
                /** @description Public identifier */
                uid: string;
            };
            /** @enum {string} */
            locale: "vi" | "en";
            paid: boolean;
            price: components["schemas"]["MoneyInput"];
            refunds: components["schemas"]["RefundInput"][];
            refundWindowHours: number | null;
            seats: number;
            /** @description Grows with each change; calendar files carry it */
            sequence: number;
            sessionNumber: number | null;
            start: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            timeZone: string;
            title: string;
            /** @description For staff */
            trail?: components["schemas"]["BookingTrailInput"];
            /** @description Public identifier */
            uid: string;
        };
        BookingInput: {
            attendees: {
                email: string;
                name: string;
            }[];
            cancelReason: string | null;
            checkoutUrl: string | null;
            createdAt: string;
            end: string;
            /** @example trial-lesson */
            eventType: string;
            expiresAt: string | null;
            host: {
                name: string;
                /** @description Public identifier */
                uid: string;
            };
            /** @enum {string} */
            locale: "vi" | "en";
            paid: boolean;
            price: components["schemas"]["MoneyInput"];
            refundWindowHours: number | null;
            seats: number;
            sessionNumber: number | null;
            start: string;
            /** @enum {string} */
            status: "PENDING" | "CONFIRMED" | "CANCELLED" | "EXPIRED";
            timeZone: string;
            title: string;
            /** @description Public identifier */
            uid: string;
        };
        BookingList: {
            bookings: components["schemas"]["Booking"][];
            nextCursor: string | null;
        };
        BookingListInput: {
            bookings: components["schemas"]["BookingInput"][];
            nextCursor: string | null;
        };
        BookingTrail: {
            enrollments: {
                courseId: string;
                email: string;
                enrollmentId: string | null;
                status: string;
            }[];
            immersioEnrollmentId: string | null;
            messages: {
                kind: string;
                recipient: string;
                sentAt: string | null;
                status: string;
                subject: string;
            }[];
            payments: {
                amount: number;
                amountRefunded: number;
                createdAt: string;
                currency: string;
                status: string;
                success: boolean;
                /** @description Public identifier */
                uid: string;
            }[];
        };
        BookingTrailInput: {
            enrollments: {
                courseId: string;
                email: string;
                enrollmentId: string | null;
                status: string;
            }[];
            immersioEnrollmentId: string | null;
            messages: {
                kind: string;
                recipient: string;
                sentAt: string | null;
                status: string;
                subject: string;
            }[];
            payments: {
                amount: number;
                amountRefunded: number;
                createdAt: string;
                currency: string;
                status: string;
                success: boolean;
                /** @description Public identifier */
                uid: string;
            }[];
        };
        CancelBooking: {
            /** @description Shown to the other side */
            reason?: string;
        };
        CancelBookingInput: {
            /** @description Shown to the other side */
            reason?: string;
        };
        Cancellation: {
            mayCancel: boolean;
            /** @description What goes back if the student cancels now */
            refund: components["schemas"]["Money"] | null;
            /** @enum {string} */
            rule: "free" | "unpaid" | "never" | "inside_window" | "window_closed";
            /** @enum {string} */
            whyNot?: "past" | "not_active";
            /** @description The last instant at which money goes back; null where there is none */
            windowClosesAt: string | null;
        };
        CancellationInput: {
            mayCancel: boolean;
            /** @description What goes back if the student cancels now */
            refund: components["schemas"]["MoneyInput"] | null;
            /** @enum {string} */
            rule: "free" | "unpaid" | "never" | "inside_window" | "window_closed";
            /** @enum {string} */
            whyNot?: "past" | "not_active";
            /** @description The last instant at which money goes back; null where there is none */
            windowClosesAt: string | null;
        };
        /** @description The code with its address, or the token of the link */
        ConfirmVerification: {
            code: string;
            email: string;
        } | {
            token: string;
        };
        /** @description The code with its address, or the token of the link */
        ConfirmVerificationInput: {
            code: string;
            email: string;
        } | {
            token: string;
        };
        CreateBooking: {
            /** @description The first one books; one seat each */
            attendees: {
                email: string;
                name: string;
            }[];
            /** @example trial-lesson */
            eventType: string;
            /** @description A lesson with this teacher */
            host?: string;
            /** @enum {string} */
            locale: "vi" | "en";
            /** @description Of the booker's address, from POST verifications/confirm */
            proof?: string;
            /** @description Needed only where several sessions start together */
            sessionNumber?: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 with Z or an offset
             * @example 2027-01-11T14:00:00.000Z
             */
            start: string;
            /**
             * @description IANA time zone
             * @example Asia/Ho_Chi_Minh
             */
            timeZone: string;
        };
        CreateBookingInput: {
            /** @description The first one books; one seat each */
            attendees: {
                email: string;
                name: string;
            }[];
            /** @example trial-lesson */
            eventType: string;
            /** @description A lesson with this teacher */
            host?: string;
            /** @enum {string} */
            locale: "vi" | "en";
            /** @description Of the booker's address, from POST verifications/confirm */
            proof?: string;
            /** @description Needed only where several sessions start together */
            sessionNumber?: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 with Z or an offset
             * @example 2027-01-11T14:00:00.000Z
             */
            start: string;
            /**
             * @description IANA time zone
             * @example Asia/Ho_Chi_Minh
             */
            timeZone: string;
        };
        DayList: {
            days: {
                /** Format: date */
                date: string;
                /** @description How many starts the day has */
                free: number;
                /** @description Why none; null where there are some */
                reason: ("closed" | "fully_booked" | "too_soon" | "in_past" | "outside_period") | null;
            }[];
            /** @description The first free day after `to`, within 62 days */
            nextFree: string | null;
        };
        DayListInput: {
            days: {
                /** Format: date */
                date: string;
                /** @description How many starts the day has */
                free: number;
                /** @description Why none; null where there are some */
                reason: ("closed" | "fully_booked" | "too_soon" | "in_past" | "outside_period") | null;
            }[];
            /** @description The first free day after `to`, within 62 days */
            nextFree: string | null;
        };
        EventType: {
            /** @description Markdown */
            description: string;
            hosts: components["schemas"]["Host"][];
            imageUrl: string | null;
            isWorkshop: boolean;
            /** @description Minutes */
            length: number;
            price: components["schemas"]["Money"];
            /** @description null: never; 0: until the start */
            refundWindowHours: number | null;
            schedulingType: ("COLLECTIVE" | "ROUND_ROBIN") | null;
            seatLimit: number;
            /** @example trial-lesson */
            slug: string;
            title: string;
            whitelistEnabled: boolean;
        };
        EventTypeInput: {
            /** @description Markdown */
            description: string;
            hosts: components["schemas"]["HostInput"][];
            imageUrl: string | null;
            isWorkshop: boolean;
            /** @description Minutes */
            length: number;
            price: components["schemas"]["MoneyInput"];
            /** @description null: never; 0: until the start */
            refundWindowHours: number | null;
            schedulingType: ("COLLECTIVE" | "ROUND_ROBIN") | null;
            seatLimit: number;
            /** @example trial-lesson */
            slug: string;
            title: string;
            whitelistEnabled: boolean;
        };
        EventTypeList: {
            eventTypes: components["schemas"]["EventType"][];
        };
        EventTypeListInput: {
            eventTypes: components["schemas"]["EventTypeInput"][];
        };
        Host: {
            name: string;
            photoUrl: string | null;
            timeZone: string;
            /** @description Public identifier */
            uid: string;
        };
        HostInput: {
            name: string;
            photoUrl: string | null;
            timeZone: string;
            /** @description Public identifier */
            uid: string;
        };
        Money: {
            /** @description In the currency's minor units (VND has none) */
            amount: number;
            currency: string;
        };
        MoneyInput: {
            /** @description In the currency's minor units (VND has none) */
            amount: number;
            currency: string;
        };
        /** @description RFC 9457 problem details */
        Problem: {
            /** @description With slot_taken and fully_booked: other times, soonest first */
            alternatives?: {
                end?: string;
                number?: number | null;
                seatsLeft?: number;
                start: string;
            }[];
            /** @description Stable; act on this */
            code: string;
            detail: string;
            /** @description The fields that are wrong */
            errors?: {
                code: string;
                field: string;
                message: string;
            }[];
            requestId?: string;
            status: number;
            title: string;
            type: string;
        };
        /** @description RFC 9457 problem details */
        ProblemInput: {
            /** @description With slot_taken and fully_booked: other times, soonest first */
            alternatives?: {
                end?: string;
                number?: number | null;
                seatsLeft?: number;
                start: string;
            }[];
            /** @description Stable; act on this */
            code: string;
            detail: string;
            /** @description The fields that are wrong */
            errors?: {
                code: string;
                field: string;
                message: string;
            }[];
            requestId?: string;
            status: number;
            title: string;
            type: string;
        };
        Refund: {
            amount: number;
            createdAt: string;
            currency: string;
            /** @enum {string} */
            status: "REQUESTED" | "PENDING" | "SUCCEEDED" | "FAILED";
        };
        RefundInput: {
            amount: number;
            createdAt: string;
            currency: string;
            /** @enum {string} */
            status: "REQUESTED" | "PENDING" | "SUCCEEDED" | "FAILED";
        };
        RequestVerification: {
            email: string;
            /**
             * @description The mailed link leads back to this event
             * @example trial-lesson
             */
            eventType?: string;
            /**
             * @description The mail's language
             * @enum {string}
             */
            locale?: "vi" | "en";
            /** @description Path on this host to which the mailed link leads back */
            next?: string;
        };
        RequestVerificationInput: {
            email: string;
            /**
             * @description The mailed link leads back to this event
             * @example trial-lesson
             */
            eventType?: string;
            /**
             * @description The mail's language
             * @enum {string}
             */
            locale?: "vi" | "en";
            /** @description Path on this host to which the mailed link leads back */
            next?: string;
        };
        RescheduleBooking: {
            /** @description With this teacher; else the same one where possible */
            host?: string;
            sessionNumber?: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 with Z or an offset
             * @example 2027-01-11T14:00:00.000Z
             */
            start: string;
            /**
             * @description Where the time was chosen; the booking's own by default
             * @example Asia/Ho_Chi_Minh
             */
            timeZone?: string;
        };
        RescheduleBookingInput: {
            /** @description With this teacher; else the same one where possible */
            host?: string;
            sessionNumber?: number;
            /**
             * Format: date-time
             * @description Instant, ISO 8601 with Z or an offset
             * @example 2027-01-11T14:00:00.000Z
             */
            start: string;
            /**
             * @description Where the time was chosen; the booking's own by default
             * @example Asia/Ho_Chi_Minh
             */
            timeZone?: string;
        };
        Session: {
            school: {
                /** @enum {string} */
                defaultLocale: "vi" | "en";
                logoUrl: string | null;
                name: string;
                primaryColor: string;
                timeZone: string;
            };
            user: components["schemas"]["User"] | null;
        };
        SessionInput: {
            school: {
                /** @enum {string} */
                defaultLocale: "vi" | "en";
                logoUrl: string | null;
                name: string;
                primaryColor: string;
                timeZone: string;
            };
            user: components["schemas"]["UserInput"] | null;
        };
        SessionList: {
            sessions: {
                end: string;
                number: number | null;
                seatsLeft: number;
                start: string;
            }[];
        };
        SessionListInput: {
            sessions: {
                end: string;
                number: number | null;
                seatsLeft: number;
                start: string;
            }[];
        };
        SignIn: {
            email: string;
            password: string;
        };
        SignInInput: {
            email: string;
            password: string;
        };
        SlotList: {
            slots: {
                start: string;
            }[];
        };
        SlotListInput: {
            slots: {
                start: string;
            }[];
        };
        User: {
            email: string;
            locale: ("vi" | "en") | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "teacher" | "student";
            /** @description Public identifier */
            uid: string;
        };
        UserInput: {
            email: string;
            locale: ("vi" | "en") | null;
            name: string;
            /** @enum {string} */
            role: "admin" | "teacher" | "student";
            /** @description Public identifier */
            uid: string;
        };
        VerificationAccepted: {
            /** @description How long code and link are good for */
            validForSeconds: number;
        };
        VerificationAcceptedInput: {
            /** @description How long code and link are good for */
            validForSeconds: number;
        };
        VerificationConfirmed: {
            expiresAt: string;
            /** @description For POST bookings: header Verification-Proof, or field proof */
            proof: string;
        };
        VerificationConfirmedInput: {
            expiresAt: string;
            /** @description For POST bookings: header Verification-Proof, or field proof */
            proof: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
