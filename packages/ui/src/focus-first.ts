/** React Aria's initial focus for the one field or button where a page's work starts. */
export const focusFirst = (takesFocus: boolean | undefined): { autoFocus?: true } => (takesFocus === true ? { autoFocus: true } : {});
