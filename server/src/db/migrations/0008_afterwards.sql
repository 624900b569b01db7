-- What happens to a booking after it was made: moved (each move counts, for calendars), cancelled by somebody.

ALTER TABLE bookings ADD COLUMN sequence integer NOT NULL DEFAULT 0;
ALTER TABLE bookings ADD COLUMN cancelled_by text CHECK (cancelled_by IN ('student', 'school'));
ALTER TABLE bookings ADD CHECK (status <> 'CANCELLED' OR (cancelled_at IS NOT NULL AND cancelled_by IS NOT NULL));

CREATE INDEX idx_refund_booking ON refunds (tenant_id, booking_id) WHERE booking_id IS NOT NULL;
