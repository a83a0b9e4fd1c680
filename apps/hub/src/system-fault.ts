// A file that somebody named and that the system would not open, read or make, as a sentence instead of a trace.
import { systemReasonText, texts, type Language } from '@hallcall/text';

/** `PATH: reason`; null for whatever is no such fault. */
export function systemFault(error: unknown, language: Language): string | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error)) return null;
  return `${String(error.path)}: ${systemReasonText(texts(language), error.message)}`;
}
