/**
 * React Aria's initial focus for the one field or button where a page's work starts. A page in a frame takes it only
 * when it has the focus already: on the hall page a kiosk going home must not take the keys from the window beside it.
 */
export function focusFirst(takesFocus: boolean | undefined): { autoFocus?: true } {
  if (takesFocus !== true) return {};
  const isBesideOthers = window.parent !== window && !document.hasFocus();
  return isBesideOthers ? {} : { autoFocus: true };
}
