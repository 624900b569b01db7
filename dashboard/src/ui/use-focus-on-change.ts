import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to an element when `key` has become another: what had it is gone, and a screen reader hears by the
 * focus that something new is there. The first key moves nothing.
 */
export function useFocusOnChange(element: RefObject<HTMLElement | null>, key: string): void {
  const shown = useRef(key);
  useEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    element.current?.focus({ preventScroll: true });
  }, [element, key]);
}
