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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
