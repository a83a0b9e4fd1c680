const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;

/** `09:00–10:00`, by the hall's clock. */
export const hourName = (hour: number): string => `${clock(hour)}–${clock(hour + 1)}`;
